"""What a diff rule is, what it finds, and the pair of contracts that it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from codegen.contract import JSON
from codegen.diagnostics import Position, Severity

if TYPE_CHECKING:
    from codegen.diff.pair import Pair


class Level(StrEnum):
    """The outermost layer at which somebody notices."""

    WIRE = "wire"  # a deployed program fails, or is misunderstood
    SOURCE = "source"  # deployed programs go on; code compiled against a new SDK has to change
    DOCS = "docs"  # nobody has to do anything: more is possible, or the words are others


class Direction(StrEnum):
    """Which way a payload travels, seen from the application that the document describes."""

    RECEIVES = "received"  # requests; messages of a `receive` operation; answers to webhooks and callbacks
    SENDS = "sent"  # responses; messages of a `send` operation; bodies of webhooks and callbacks

    @property
    def turned(self) -> Direction:
        return Direction.SENDS if self is Direction.RECEIVES else Direction.RECEIVES


SEVERITY = {Level.WIRE: Severity.ERROR, Level.SOURCE: Severity.WARNING, Level.DOCS: Severity.INFO}
"""How loudly a rule speaks unless the configuration says otherwise."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found: one change, where it stands on both sides (or would stand), and where it is seen."""

    message: str
    old: Position
    new: Position
    uses: tuple[str, ...]  # operations, channels: the first one groups it
    evidence: JSON = None  # a counter-example


@dataclass(frozen=True, slots=True)
class Source:
    """What a change means for code that is compiled against a new SDK; '' where it means nothing."""

    python: str = ""
    swift: str = ""
    typescript: str = ""

    @property
    def any(self) -> bool:
        return bool(self.python or self.swift or self.typescript)


@dataclass(frozen=True, slots=True)
class Rule:
    """`purpose` completes "this is told because …"; `direction` is None where it makes no difference."""

    id: str
    level: Level
    change: str  # the kind of change, in words: a row of docs/stability.md
    purpose: str
    check: Callable[[Pair], Iterable[Found]]
    direction: Direction | None = None
    source: Source = Source()

    @property
    def severity(self) -> Severity:
        return SEVERITY[self.level]


@dataclass(frozen=True, slots=True)
class Finding:
    """A Found under its rule, with the configured severity, and the reason for which it is ignored, if it is."""

    rule: Rule
    severity: Severity
    found: Found
    ignored: str = ""

    @property
    def group(self) -> str:
        return self.found.uses[0] if self.found.uses else ""


def merged(found: Iterable[Found]) -> Iterator[Found]:
    """The same change seen from several places is told once, with all of them."""
    uses: dict[tuple[str, Position, Position], list[Found]] = {}
    for one in found:
        uses.setdefault((one.message, one.old, one.new), []).append(one)
    for group in uses.values():
        first = group[0]
        seen = tuple(dict.fromkeys(use for one in group for use in one.uses))
        yield Found(first.message, first.old, first.new, seen, first.evidence)
