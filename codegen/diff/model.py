"""What is compared and found: the levels of a change, the direction of a payload, a change at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from codegen.contract import JSON, Payload
from codegen.diagnostics import Position


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


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its place in both contracts (where one has nothing, where it would be), and what it affects."""

    message: str
    old: Position
    new: Position
    uses: tuple[str, ...]  # operations, channels: the first one groups it
    evidence: JSON = None  # a counter-example


@dataclass(frozen=True, slots=True)
class PayloadPair:
    """The same payload of both contracts. `use` names its operation or channel, `label` its place there."""

    use: str
    label: str
    direction: Direction
    old: Payload
    new: Payload


def merged(found: Iterable[Change]) -> Iterator[Change]:
    """The same change seen from several places is told once, with all of them."""
    uses: dict[tuple[str, Position, Position], list[Change]] = {}
    for one in found:
        uses.setdefault((one.message, one.old, one.new), []).append(one)
    for group in uses.values():
        first = group[0]
        seen = tuple(dict.fromkeys(use for one in group for use in one.uses))
        yield Change(first.message, first.old, first.new, seen, first.evidence)
