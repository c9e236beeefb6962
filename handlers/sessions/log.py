"""What an event log must do; every implementation passes the one behaviour suite in tests/handlers/sessions.

A log holds a stream a session. Within an epoch its `seq`s are 1, 2, 3, … without a gap, and never given twice. Readers
hold a cursor of their own and read; appending only wakes them. So live and replayed events come by one path.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, Protocol

ResetReason = Literal["epoch_changed", "expired", "trimmed", "ahead_of_tail", "unknown_session"]


@dataclass(frozen=True, slots=True)
class Retention:
    """How many events of a stream stay readable, and how long (milliseconds)."""

    events: int = 1000
    age_ms: int = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that happened: its type and data in the contract's words, and the id of the command that caused it."""

    type: str
    data: Any
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event in its place. `at` (milliseconds since 1970) informs people; it never orders."""

    stream: str
    epoch: str
    seq: int
    type: str
    data: Any
    ref: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a stream: after event `seq` of `epoch`; 0 is before the first."""

    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.seq}"

    @classmethod
    def parse(cls, text: str) -> Position:
        """The reverse of `str`. Raises `ValueError`."""
        epoch, found, seq = text.rpartition("-")
        if not found or not epoch or not (seq.isascii() and seq.isdigit()):
            raise ValueError(f"{text!r} is no place in a log; write it like k3f9-4711")
        return cls(epoch, int(seq))


@dataclass(frozen=True, slots=True)
class Extent:
    """What a stream holds: events `low` to `tail`. It is empty where `low` is `tail + 1`."""

    epoch: str
    low: int
    tail: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The next events after a place, in order and without a gap; none where the place is the tail."""

    extent: Extent
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Reset:
    """The place cannot be gone on from; whoever reads has to begin with a snapshot. `extent` is None where unknown.

    `epoch_changed`: the place is in another incarnation of the log. `expired`, `trimmed`: events after it were dropped
    for their age or their number. `ahead_of_tail`: the log lost its end. `unknown_session`: there is no such stream.
    """

    reason: ResetReason
    extent: Extent | None


class EventLog(Protocol):
    """Streams of events, appended to by whoever changes a session, read by cursor."""

    async def create(self, stream: str) -> Extent:
        """An empty stream in a fresh epoch. Raises `Conflict` when it exists."""
        ...

    async def append(self, stream: str, events: Sequence[NewEvent]) -> tuple[Event, ...]:
        """All of the events with the next `seq`s, or none; on return they are kept. Raises `NotFound`."""
        ...

    async def read(self, stream: str, after: Position | None, *, limit: int = 100) -> Batch | Reset:
        """At most `limit` events after the place (and about 1 MiB); without one, from the first that is there."""
        ...

    async def delete(self, stream: str) -> None:
        """Ends the stream and wakes its readers, who then find it unknown. Unknown streams are left unknown."""
        ...

    async def expire(self) -> None:
        """Drops the events that are too old. Readers notice nothing unless they were behind."""
        ...

    def watch(self, *streams: str) -> AbstractContextManager[asyncio.Event]:
        """An event that is set whenever one of the streams may have changed.

        Watch first, then clear, read, and wait only when there was nothing: so no append is missed.
        """
        ...
