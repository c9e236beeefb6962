"""Completion scripts in the real shells. No program can be started there: the PATH is empty."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from clients.cli.main import PROGRAM as LEANVIBE
from codegen.cli import PROGRAM as CONTRACTS
from terminal.program import Program
from terminal.tree import nodes
from tests.support.commands import invoke
from tests.support.tools import require_tool

PROGRAMS = {"leanvibe": LEANVIBE, "contracts": CONTRACTS}


@cache
def script(program: str, shell: str) -> str:
    result = invoke(PROGRAMS[program].main, ["completion", shell])
    assert result.exit_code == 0
    return result.output


def run(shell: str, flags: Sequence[str], code: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [require_tool(shell), *flags, "-c", code],
        cwd=folder,
        env={"PATH": "", "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return sorted(line.partition("\t")[0] for line in done.stdout.splitlines() if line)


def bash(words: Sequence[str], folder: Path) -> list[str]:
    program = words[0]
    code = (
        f"{script(program, 'bash')}\nCOMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}\n"
        f"_{program}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    return run("bash", ["--norc", "--noprofile"], code, folder)


def zsh(words: Sequence[str], folder: Path) -> list[str]:
    """The functions of zsh's own completion system print what they would offer."""
    program = words[0]
    stubs = (
        "compdef() { : }\n_files() { print -l *(N) }\n"
        "compadd() { shift; print -l -- ${(M)@:#$PREFIX*} }\n"
        '_describe() { local -a all; all=("${(@P)2}"); print -l -- ${(M)${all%%:*}:#$PREFIX*} }\n'
    )
    line = f"words=({shlex.join(words)}); CURRENT=$#words; PREFIX=${{words[-1]}}"
    code = f"{stubs}{script(program, 'zsh')}\n{line}\n_{program}"
    return run("zsh", ["-f"], code, folder)


def fish(words: Sequence[str], folder: Path) -> list[str]:
    line = shlex.join(words[:-1]) + " " + words[-1]
    return run("fish", ["--no-config"], f"{script(words[0], 'fish')}\ncomplete -C {shlex.quote(line)}", folder)


TABLE = [
    ("commands", ["leanvibe", "se"], ["search", "serve"]),
    ("options of a command", ["leanvibe", "search", "--l"], ["--limit"]),
    ("options before and after arguments", ["contracts", "lint", "x.yaml", "--str"], ["--strict"]),
    ("words of an option", ["contracts", "lint", "--format", "s"], ["sarif"]),
    ("commands of a group", ["leanvibe", "keys", "r"], ["revoke", "rotate"]),
    ("words of an option of a command in a group", ["leanvibe", "keys", "create", "--class", "i"], ["ios"]),
    ("words of an argument", ["leanvibe", "completion", "z"], ["zsh"]),
    ("a value that may be anything", ["leanvibe", "search", "--limit", ""], []),
    ("a command's name as a value", ["leanvibe", "search", "status", "--j"], ["--json"]),
]


@pytest.mark.parametrize("complete", [bash, zsh, fish])
@pytest.mark.parametrize(("_name", "words", "want"), TABLE, ids=[row[0] for row in TABLE])
def test_completion(
    complete: Callable[[Sequence[str], Path], list[str]], _name: str, words: list[str], want: list[str], tmp_path: Path
) -> None:
    assert complete(words, tmp_path) == want


@pytest.mark.parametrize("complete", [zsh, fish])
def test_files(complete: Callable[[Sequence[str], Path], list[str]], tmp_path: Path) -> None:
    (tmp_path / "api.yaml").touch()
    assert complete(["contracts", "lint", ""], tmp_path) == ["api.yaml"]
    assert complete(["contracts", "lint", "--config", ""], tmp_path) == ["api.yaml"]


def test_files_are_bashs_own_default(tmp_path: Path) -> None:
    """`complete -o default` offers file names where the function gives no words."""
    assert bash(["contracts", "lint", ""], tmp_path) == []
    assert "complete -o default -F _contracts contracts" in script("contracts", "bash")


def test_an_option_with_an_equals_sign(tmp_path: Path) -> None:
    assert bash(["contracts", "lint", "--format", "=", "m"], tmp_path) == ["markdown"]


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_every_command_and_option_is_in_every_script(program: Program) -> None:
    for shell in ("bash", "zsh", "fish"):
        text = script(program.name, shell)
        for node in nodes(program):
            for name, _ in node.commands:
                assert name in text
            for option in node.options:
                for name in option.names:
                    assert (f" -l {name[2:]}" if shell == "fish" and name.startswith("--") else name[1:]) in text
