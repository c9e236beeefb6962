"""`contracts status`: which operations have a handler, read from the handlers' source without importing any of it.

A handler class implements a tag's generated protocol `<Tag>Handlers`: it names it as a base, or bears its name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from codegen import lock
from codegen.config import Config, ConfigError
from codegen.contract import BodyKind, Contract, Operation, Tag
from codegen.diagnostics import ToolchainError
from codegen.guards import Guarded, find_guarded, find_open
from codegen.load import label
from codegen.naming import pascal, snake

SUFFIX = "Handlers"


class State(StrEnum):
    IMPLEMENTED = "implemented"
    MISSING = "not implemented"  # the server answers 501 in the contract's error shape
    ORPHAN = "orphan"  # a handler that no operation calls


@dataclass(frozen=True, slots=True)
class Line:
    state: State
    text: str  # the operation, or the orphan's name
    place: str = ""  # file:line of the handler

    @property
    def wrong(self) -> bool:
        return self.state is State.ORPHAN


@dataclass(frozen=True, slots=True)
class Status:
    lines: tuple[Line, ...]
    guarded: tuple[Guarded, ...] = ()  # operations and channels that need credentials
    open: tuple[str, ...] = ()  # file:line of calls with authenticate=OPEN, which serve them without

    def count(self, state: State) -> int:
        return sum(line.state is state for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        return {
            "operations": [asdict(line) for line in self.lines],
            "guarded": [asdict(one) for one in self.guarded],
            "open": list(self.open),
        }

    def summary(self) -> str:
        return ", ".join(f"{self.count(state)} {state}" for state in State) + f", {len(self.guarded)} guarded"


@dataclass(frozen=True, slots=True)
class HandlerClass:
    name: str
    bases: tuple[str, ...]  # the last part of each dotted name
    methods: Mapping[str, str]  # public ones -> file:line
    place: str


def read_status(config: Config) -> Status:
    """ConfigError where the configuration names no handlers, ToolchainError where a handler's file is no Python."""
    from codegen.pipeline import load_contract

    if config.handlers is None:
        raise ConfigError('the configuration names no handlers; add: handlers = "../handlers"')
    contract, _ = load_contract(config.documents, lock.read(config.lock) if config.lock else {})
    status = compare(contract, list(handler_classes(config.handlers)))
    return replace(status, guarded=tuple(find_guarded(contract)), open=tuple(_open_places(config.handlers)))


def compare(contract: Contract, classes: Iterable[HandlerClass]) -> Status:
    by_name = {one.name: one for one in classes}
    lines: list[Line] = []
    claimed: set[str] = set()
    for tag in contract.tags:
        protocol = pascal(tag.words) + SUFFIX
        found = [one for one in by_name.values() if one.name == protocol or protocol in _ancestry(one, by_name)]
        claimed |= {one.name for one in found}
        lines += _of_tag(contract, tag, found, by_name)
    lines += [
        Line(State.ORPHAN, f"{one.name}: no tag has such a protocol", one.place)
        for one in by_name.values()
        if one.name not in claimed and any(name.endswith(SUFFIX) for name in (one.name, *one.bases))
    ]
    return Status(tuple(lines))


def _of_tag(
    contract: Contract, tag: Tag, found: list[HandlerClass], by_name: Mapping[str, HandlerClass]
) -> Iterator[Line]:
    methods: dict[str, str] = {}
    for one in found:
        for name in (*reversed(_ancestry(one, by_name)), one.name):
            methods |= by_name[name].methods if name in by_name else {}
    expected = {snake(operation.words): operation for operation in contract.operations if operation.tag == tag.name}
    for name, operation in expected.items():
        state = State.IMPLEMENTED if name in methods else State.MISSING
        yield Line(state, f"{tag.name}: {_said(operation)}", methods.get(name, ""))
    streamed = {f"{name}_events" for name, o in expected.items() if any(_streams(o))}
    for name, place in methods.items():
        if name not in expected and name not in streamed:
            yield Line(State.ORPHAN, f"{found[0].name}.{name}: no operation of {tag.name!r} calls it", place)


def _streams(operation: Operation) -> Iterator[bool]:
    return (media.kind is BodyKind.EVENTS for response in operation.responses for media in response.content)


def _said(operation: Operation) -> str:
    return f"{operation.id}  {operation.method} {operation.path}"


def _ancestry(one: HandlerClass, by_name: Mapping[str, HandlerClass]) -> list[str]:
    """The names of all bases, near ones first, as far as this package's source shows them."""
    names: list[str] = []
    open_ = list(one.bases)
    while open_:
        name = open_.pop(0)
        if name not in names:
            names.append(name)
            open_ += by_name[name].bases if name in by_name else ()
    return names


def _open_places(folder: Path) -> Iterator[str]:
    """Where `create_app` is called with authenticate=OPEN; files that are no Python were reported before."""
    for file in sorted(folder.rglob("*.py")):
        yield from (f"{label(file)}:{line}" for line in find_open(ast.parse(file.read_bytes())))


def handler_classes(folder: Path) -> Iterator[HandlerClass]:
    """Every class below `folder`."""
    for file in sorted(folder.rglob("*.py")):
        try:
            tree = ast.parse(file.read_bytes())
        except SyntaxError as error:
            raise ToolchainError(f"{label(file)}:{error.lineno}: {error.msg}") from error
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                yield HandlerClass(
                    node.name,
                    tuple(filter(None, map(_last_name, node.bases))),
                    dict(_methods(node, label(file))),
                    f"{label(file)}:{node.lineno}",
                )


def _methods(node: ast.ClassDef, file: str) -> Iterator[tuple[str, str]]:
    for item in node.body:
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) and not item.name.startswith("_"):
            yield item.name, f"{file}:{item.lineno}"


def _last_name(base: ast.expr) -> str:
    if isinstance(base, ast.Subscript):
        return _last_name(base.value)
    return base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
