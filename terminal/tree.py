"""A program's commands and their arguments as plain data, for completion and for tests of documentation."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from terminal.arguments import path
from terminal.program import Command, Group, Program, parser_of

Values = Literal["none", "free", "files"] | tuple[str, ...]
"""What follows an option: nothing, any text, a path, or one of these words."""


@dataclass(frozen=True, slots=True)
class Option:
    names: tuple[str, ...]
    values: Values
    help: str


@dataclass(frozen=True, slots=True)
class Node:
    """One command by its path, `keys create`; '' is the program. `positional` describes its other arguments."""

    path: str
    commands: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    positional: Values = "none"


def nodes(program: Program) -> Iterator[Node]:
    """The program first, then its commands. Imports the module of each command."""
    yield from _walk(program, program.root, ())


def _walk(program: Program, node: Command | Group, path: tuple[str, ...]) -> Iterator[Node]:
    name = " ".join(path)
    if isinstance(node, Command):
        actions = parser_of(f"{program.name} {name}", node, node.load())._actions
        options = tuple(Option(tuple(a.option_strings), _values(a), a.help or "") for a in actions if a.option_strings)
        positional: list[Values] = [_values(action) for action in actions if not action.option_strings]
        yield Node(name, (), options, positional[0] if positional else "none")
        return
    options = (Option(("-h", "--help"), "none", "show this help"),)
    if not path:
        options += (Option(("--version",), "none", "show the version"),)
    yield Node(name, tuple((word, child.summary) for word, child in node.commands.items()), options)
    for word, child in node.commands.items():
        yield from _walk(program, child, (*path, word))


def _values(action: argparse.Action) -> Values:
    if action.nargs == 0:
        return "none"
    if action.choices:
        return tuple(map(str, action.choices))
    return "files" if action.type is path else "free"
