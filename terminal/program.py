"""A command line program: a tree of commands, each in a module that is imported when the command runs."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast

from terminal.output import OutputClosedError, OutputError, discard_rest, flush, paint, write
from terminal.suggest import nearest

if TYPE_CHECKING:
    from terminal.arguments import Parser

OK, FAILED, USAGE, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141
"""Exit statuses: success; findings or a failure; a wrong command line or configuration; Ctrl-C; the reader of the
output has gone (128 + SIGPIPE, as of any program in a pipeline)."""


class Module(Protocol):
    """What the module of a command has."""

    def configure(self, parser: Parser) -> None:
        """Adds the command's arguments."""

    def run(self, **options: Any) -> int:
        """Gets the arguments by their names and returns the exit status."""


@dataclass(frozen=True, slots=True)
class Command:
    """`summary` is one sentence; `module` is the name of a `Module`. Its `run` can get the program too."""

    summary: str
    module: str
    wants_program: bool = False

    def load(self) -> Module:
        return cast(Module, importlib.import_module(self.module))


COMPLETION = Command("Print a completion script for bash, zsh or fish.", "terminal.completion", wants_program=True)


@dataclass(frozen=True, slots=True)
class Group:
    """Commands below one name, as in `leanvibe keys list`."""

    summary: str
    commands: Mapping[str, Command | Group]
    epilog: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """`failed` prints an exception of a command, given the command's arguments, and returns the exit status.
    `variables` are the names of environment variables that the program knows, all with `prefix`."""

    name: str
    distribution: str
    root: Group
    failed: Callable[[Exception, Mapping[str, Any]], int]
    prefix: str = ""
    variables: Sequence[str] = field(default=())

    def main(self, arguments: Sequence[str] | None = None) -> int:
        """Runs a command and returns the exit status; nothing but a bug in the program raises."""
        words = list(sys.argv[1:] if arguments is None else arguments)
        try:
            try:
                status = self._run(words)
            except KeyboardInterrupt:
                write(f"{self.name}: interrupted", err=True)
                status = INTERRUPTED
            flush()
        except OutputClosedError:
            discard_rest()
            return CLOSED
        except OutputError as error:
            discard_rest()
            return self._report(f"cannot write the output: {error}")
        return status

    def _report(self, message: str) -> int:
        try:
            write(f"{self.name}: {message}", err=True)
            flush()
        except (OutputClosedError, OutputError):
            discard_rest()
        return FAILED

    def _run(self, words: list[str]) -> int:
        self._check_variables()
        path, node = [self.name], cast("Command | Group", self.root)
        while isinstance(node, Group):
            if not words or words[0] in ("-h", "--help"):
                write(self._help(path, node), end="", err=not words)
                return OK if words else USAGE
            word = words.pop(0)
            if word == "--version" and node is self.root:
                from importlib.metadata import version

                write(f"{self.name} {version(self.distribution)}")
                return OK
            if word not in node.commands:
                return self._unknown(path, node, word)
            path.append(word)
            node = node.commands[word]
        return self._execute(" ".join(path), node, words)

    def _execute(self, name: str, command: Command, words: list[str]) -> int:
        from terminal.arguments import HelpShown, UsageError

        options: Mapping[str, Any] = {}
        try:
            module = command.load()
            options = parser_of(name, command, module).parse(words)
            return module.run(**options, **({"program": self} if command.wants_program else {}))
        except HelpShown:
            return OK
        except UsageError as error:
            if error.usage:
                write(error.usage, err=True)
            write(f"{name}: {paint('error', 'error')}: {error}", err=True)
            if error.usage:
                write(f"`{name} --help` lists the arguments.", err=True)
            return USAGE
        except (OutputClosedError, OutputError):
            raise
        except Exception as error:  # noqa: BLE001  # the program decides what is a bug
            return self.failed(error, options)

    def _unknown(self, path: Sequence[str], group: Group, word: str) -> int:
        name = " ".join(path)
        what = "option" if word.startswith("-") else "command"
        names = [*group.commands, "--help", *(["--version"] if group is self.root else [])]
        write(f"{name}: {paint('error', 'error')}: there is no {what} {word!r}{nearest(word, names)}", err=True)
        write(f"`{name} --help` lists the commands.", err=True)
        return USAGE

    def _help(self, path: Sequence[str], group: Group) -> str:
        width = max(map(len, group.commands))
        lines = [f"usage: {' '.join(path)} COMMAND [ARGUMENT ...]", "", group.summary, "", "commands:"]
        lines += [f"  {name:<{width}}  {node.summary}" for name, node in group.commands.items()]
        lines += ["", "options:", "  -h, --help  show this help; after a command, the help of that command"]
        if group is self.root:
            lines.append("  --version   show the version")
        return "\n".join([*lines, *(["", group.epilog] if group.epilog else []), ""])

    def _check_variables(self) -> None:
        import os

        for name in sorted(os.environ):
            if self.prefix and name.startswith(self.prefix) and name not in self.variables:
                hint = nearest(name, self.variables, self.prefix)
                write(f"{self.name}: {paint('warning', 'warning')}: {name} is not a known variable{hint}", err=True)


def parser_of(name: str, command: Command, module: Module) -> Parser:
    """The parser of one command."""
    from terminal.arguments import Parser

    parser = Parser(name, command.summary)
    module.configure(parser)
    return parser
