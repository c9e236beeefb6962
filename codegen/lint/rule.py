"""Rule and Subject: what a lint rule is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codegen.contract import Contract, Operation
from codegen.diagnostics import Position, Severity
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

    def operations(self) -> Iterator[Operation]:
        yield from self.contract.operations
        yield from self.contract.webhooks
        yield from self.contract.callbacks


@dataclass(frozen=True, slots=True)
class Rule:
    """`purpose` says in one line what a document gains by following the rule."""

    id: str
    severity: Severity
    purpose: str
    check: Callable[[Subject], Iterable[Finding]]


def said(operation: Operation) -> str:
    """How messages name an operation."""
    return f"{operation.method} {operation.path or operation.webhook}"
