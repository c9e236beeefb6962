"""Completion scripts for bash, zsh and fish, written from a program's commands; no script starts the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from terminal.arguments import Parser
from terminal.output import write
from terminal.program import Program
from terminal.tree import Node, Option, nodes


def configure(parser: Parser) -> None:
    parser.description = "Print a completion script. It is static: completing starts no program and calls no server."
    parser.epilog = (
        "Examples:\n"
        "  bash: source <(PROGRAM completion bash)\n"
        "  zsh:  source <(PROGRAM completion zsh)      or a file _PROGRAM in $fpath\n"
        "  fish: PROGRAM completion fish | source"
    ).replace("PROGRAM", parser.prog.split()[0])
    parser.add_argument("shell", metavar="SHELL", choices=list(SHELLS), help=", ".join(SHELLS))


def run(*, shell: str, program: Program) -> int:
    write(SHELLS[shell](program.name, list(nodes(program))), end="")
    return 0


def _bash(name: str, tree: Sequence[Node]) -> str:
    paths = "|".join(f'"{path}"' for path in _paths(tree))
    after = _option_cases(
        tree, {"files": "return ;;", "free": "compopt +o default 2>/dev/null; return ;;"}, _bash_words
    )
    commands = "\n".join(map(_bash_node, tree))
    return f"""# bash completion of {name}. Load it with: source <({name} completion bash)
_{name}() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} path="" words="" word index
    for ((index = 1; index < COMP_CWORD; index++)); do
        word=${{COMP_WORDS[index]}}
        case "$path $word" in
            {paths}) path="${{path:+$path }}$word" ;;
        esac
    done
    if [[ $current == "=" ]]; then # bash splits `--option=value` into three words
        current=""
    elif [[ $previous == "=" ]]; then
        previous=${{COMP_WORDS[COMP_CWORD-2]}}
    fi
    COMPREPLY=()
    case "$path|$previous" in
{after}
    esac
    case "$path|$current" in
{commands}
    esac
    [[ -n $words ]] && compopt +o default 2>/dev/null
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _{name} {name} # default: file names, where the function gives no words
"""


def _zsh(name: str, tree: Sequence[Node]) -> str:
    paths = "|".join(f'"{path}"' for path in _paths(tree))
    after = _option_cases(tree, {"files": "_files; return ;;", "free": "return ;;"}, _zsh_words, opening="(")
    commands = "\n".join(map(_zsh_node, tree))
    return f"""#compdef {name}
# zsh completion of {name}. Load it with: source <({name} completion zsh)
_{name}() {{
    local path_="" word
    local -a items
    for word in "${{words[@]:1:$((CURRENT - 2))}}"; do
        case "$path_ $word" in
            ({paths}) path_="${{path_:+$path_ }}$word" ;;
        esac
    done
    case "$path_|${{words[CURRENT-1]}}" in
{after}
    esac
    case "$path_|$PREFIX" in
{commands}
    esac
    _describe {name} items
}}
if [[ $funcstack[1] == _{name} ]]; then _{name} "$@"; else compdef _{name} {name}; fi
"""


def _fish(name: str, tree: Sequence[Node]) -> str:
    lines = [
        f"# fish completion of {name}. Load it with: {name} completion fish | source",
        f"function __{name}_at",
        '    set -l path ""',
        "    for word in (commandline -opc)[2..]",
        '        switch "$path $word"',
        f"            case {' '.join(map(_quoted, _paths(tree)))}",
        '                set path (string trim -- "$path $word")',
        "        end",
        "    end",
        '    test "$path" = "$argv[1]"',
        "end",
        f"complete -c {name} -f",
    ]
    for node in tree:
        start = f"complete -c {name} -n \"__{name}_at '{node.path}'\""
        lines += [f"{start} -a {_quoted(word)} -d {_quoted(summary)}" for word, summary in node.commands]
        if node.positional == "files":
            lines.append(f"{start} -F")
        elif isinstance(node.positional, tuple):
            lines.append(f"{start} -a {_quoted(' '.join(node.positional))}")
        lines += [f"{start} {_fish_option(option)}" for option in node.options]
    return "\n".join([*lines, ""])


SHELLS: Mapping[str, Callable[[str, Sequence[Node]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}


def _paths(tree: Sequence[Node]) -> list[str]:
    """The texts `$path $word` that lead to a command: ` ask`, `keys create`."""
    return [node.path if " " in node.path else f" {node.path}" for node in tree[1:]]


def _option_cases(
    tree: Sequence[Node], actions: Mapping[str, str], words: Callable[[Sequence[str]], str], opening: str = ""
) -> str:
    """Cases of `path|option before the cursor`, for the options that take a value."""
    return "\n".join(
        f"        {opening}{_pattern(node, option)}) "
        f"{actions[option.values] if isinstance(option.values, str) else words(option.values)}"
        for node in tree
        for option in node.options
        if option.values != "none"
    )


def _pattern(node: Node, option: Option) -> str:
    return "|".join(f'"{node.path}|{name}"' for name in option.names)


def _bash_words(words: Sequence[str]) -> str:
    return f'COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$current")); return ;;'


def _zsh_words(words: Sequence[str]) -> str:
    return f"compadd -- {' '.join(words)}; return ;;"


def _bash_node(node: Node) -> str:
    names = " ".join(name for option in node.options for name in option.names)
    lines = [f'        "{node.path}|-"*) words="{names}" ;;']
    if node.positional != "files":
        lines.append(f'        "{node.path}|"*) words="{" ".join(_words(node))}" ;;')
    return "\n".join(lines)


def _zsh_node(node: Node) -> str:
    options = [(name, option.help) for option in node.options for name in option.names]
    commands = list(node.commands) or [(word, "") for word in _words(node)]
    other = "_files; return" if node.positional == "files" else f"items=({_described(commands)})"
    return f'        ("{node.path}|-"*) items=({_described(options)}) ;;\n        ("{node.path}|"*) {other} ;;'


def _described(items: Sequence[tuple[str, str]]) -> str:
    return " ".join(_quoted(f"{name}:{text}" if text else name) for name, text in items)


def _words(node: Node) -> Iterator[str]:
    yield from (name for name, _ in node.commands)
    if isinstance(node.positional, tuple):
        yield from node.positional


def _fish_option(option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    if isinstance(option.values, tuple):
        value = f" -x -a {_quoted(' '.join(option.values))}"
    else:
        value = {"none": "", "free": " -x", "files": " -r -F"}[option.values]
    return f"{names}{value} -d {_quoted(option.help)}"


def _quoted(text: str) -> str:
    """For bash, zsh and fish alike: no single quote or backslash is left inside the quotes."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"
