"""Rule and Subject: what a lint rule is, and what it may look at."""

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
class Finding:
    message: str
    at: Position
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The contract, and its files as they are written (for what a Contract does not keep, e.g. a missing member)."""

    contract: Contract
    library: Library
    documents: tuple[Path, ...]  # the ones that were named; the library holds those that they reach, too
    nodes: tuple[Node, ...] = ()  # the specifications' objects, as they are written

    def place(self, position: Position) -> At:
        return At(Path(position.file).resolve(), position.pointer)

    def written(self, position: Position) -> JSON:
        """What stands at a position, references not followed; None where nothing does."""
        return self.find(self.place(position))

    def find(self, at: At) -> JSON:
        try:
            return self.library.find(at)
        except KeyError:
            return None

    def members(self, position: Position) -> dict[str, JSON]:
        """What stands there, if it is a mapping; {} otherwise."""
        value = self.written(position)
        return value if isinstance(value, dict) else {}

    def of(self, *kinds: str, spec: str = "") -> Iterator[Node]:
        """The nodes of these kinds, of one specification if it is named."""
        return (node for node in self.nodes if node.kind in kinds and spec in ("", node.spec))

    def at(self, at: At) -> Position:
        return self.library.position(at)

    def follow(self, at: At) -> At:
        """Where a Reference Object at `at` leads; `at` itself where there is none, or where it leads nowhere."""
        for _ in range(20):
            value = self.find(at)
            reference = value.get("$ref") if isinstance(value, dict) else None
            target = self.library.target(reference, at) if isinstance(reference, str) else None
            if target is None:
                return at
            at = target
        return at

    def resolved(self, at: At) -> dict[str, JSON]:
        """The mapping that a Reference Object leads to, or that stands there; {} otherwise."""
        value = self.find(self.follow(at))
        return value if isinstance(value, dict) else {}

    def operations(self) -> Iterator[Operation]:
        yield from self.contract.operations
        yield from self.contract.webhooks
        yield from self.contract.callbacks


@dataclass(frozen=True, slots=True)
class Rule:
    """`purpose` says in one line what a document gains by following the rule; `source` who else asks for it."""

    id: str
    severity: Severity
    purpose: str
    check: Callable[[Subject], Iterable[Finding]]
    source: str = ""


def said(operation: Operation) -> str:
    """How messages name an operation."""
    return f"{operation.method} {operation.path or operation.webhook}"
