"""Levels of changes, directions of payloads, and a change with its positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from codegen.contract import JSON, Payload
from codegen.diagnostics import Position


class Level(StrEnum):
    """The outermost layer that a change affects."""

    WIRE = "wire"  # deployed programs may fail or misinterpret data
    SOURCE = "source"  # deployed programs keep working; code compiled against a new SDK must change
    DOCS = "docs"  # nothing has to change


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


def merged(changes: Iterable[Change]) -> Iterator[Change]:
    """Changes that are the same but for their uses become one change with all uses."""
    groups: dict[tuple[str, Position, Position], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.message, change.old, change.new), []).append(change)
    for group in groups.values():
        first = group[0]
        uses = tuple(dict.fromkeys(use for change in group for use in change.uses))
        yield Change(first.message, first.old, first.new, uses, first.evidence)
