"""LintRule and Subject: what a lint rule is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.contract import Contract, Operation
from codegen.diagnostics import Position, Severity
from codegen.lint.nodes import Node
from codegen.load import At, Library

JSON = Any


@dataclass(frozen=True, slots=True)
class LintFinding:
    message: str
    at: Position
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The contract, and its files as they are written (for what a Contract does not keep, e.g. a missing member)."""

    contract: Contract
    library: Library
    documents: tuple[Path, ...]  # those named; the library also holds the files that they refer to
    nodes: tuple[Node, ...] = ()  # the specifications' objects, as they are written

    def place(self, position: Position) -> At:
        return At(Path(position.file).resolve(), position.pointer)

    def written(self, position: Position) -> JSON:
        """The value at a position, references not followed; None if there is none."""
        return self.find(self.place(position))

    def find(self, at: At) -> JSON:
        try:
            return self.library.find(at)
        except KeyError:
            return None

    def members(self, position: Position) -> dict[str, JSON]:
        """The value at a position if it is a mapping; {} otherwise."""
        value = self.written(position)
        return value if isinstance(value, dict) else {}

    def of(self, *kinds: str, spec: str = "") -> Iterator[Node]:
        """The nodes of these kinds, of one specification if it is named."""
        return (node for node in self.nodes if node.kind in kinds and spec in ("", node.spec))

    def at(self, at: At) -> Position:
        return self.library.position(at)

    def follow(self, at: At) -> At:
        """The target of a Reference Object at `at`; `at` itself if there is none or it is dangling."""
        for _ in range(20):
            value = self.find(at)
            reference = value.get("$ref") if isinstance(value, dict) else None
            target = self.library.target(reference, at) if isinstance(reference, str) else None
            if target is None:
                return at
            at = target
        return at

    def resolved(self, at: At) -> dict[str, JSON]:
        """The mapping at a position, a Reference Object followed; {} otherwise."""
        value = self.find(self.follow(at))
        return value if isinstance(value, dict) else {}

    def operations(self) -> Iterator[Operation]:
        yield from self.contract.operations
        yield from self.contract.webhooks
        yield from self.contract.callbacks


@dataclass(frozen=True, slots=True)
class LintRule:
    """`purpose` is what a document gains by following the rule; `source` is where the rule comes from."""

    id: str
    severity: Severity
    purpose: str
    check: Callable[[Subject], Iterable[LintFinding]]
    source: str = ""


def said(operation: Operation) -> str:
    """How messages name an operation."""
    return f"{operation.method} {operation.path or operation.webhook}"
