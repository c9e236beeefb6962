"""What one reader of a session is told, from its place on: every event after it, or a reset and a snapshot.

Live and replayed events come by one path: the log is read by cursor, and appending only wakes. So nothing is lost
between replaying and following, and nothing is told twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from handlers.errors import NotFound
from handlers.sessions.live import Delta, LiveAnswers
from handlers.sessions.log import Event, EventLog, Position, Reset
from handlers.sessions.service import Sessions
from handlers.sessions.snapshot import Snapshot

LAGGING = 250  # events behind, for a reader that had caught up
DELTA_PAUSE_S = 0.016  # pieces of an answer that come within it are told as one


@dataclass(frozen=True, slots=True)
class Ready:
    """Every event after `from_seq` follows. `recovered`: that is the place that the reader named."""

    epoch: str
    recovered: bool
    from_seq: int
    low_seq: int
    tail_seq: int


@dataclass(frozen=True, slots=True)
class Lagging:
    """The reader takes events more slowly than they come; so many wait."""

    behind: int


Told = Ready | Reset | Snapshot | Event | Delta | Lagging


class Deliveries:
    """Readers hold nothing here but a place in the log and an offset in each answer that is being written."""

    def __init__(self, sessions: Sessions, log: EventLog, live: LiveAnswers) -> None:
        self._sessions, self._log, self._live = sessions, log, live

    async def to(
        self,
        owner: str,
        session_id: str,
        place: Position | None,
        *,
        pause_s: float = DELTA_PAUSE_S,
        limit: int = 100,
    ) -> AsyncGenerator[Told]:
        """First `Ready`, or `Reset` and (unless the session is unknown, which is the end) `Snapshot`; then events.

        A `Reset` may come later too, when the reader was slower than the log's retention or the session has ended.
        Without a place the whole log is told, or a snapshot where its beginning is gone. Deltas of an answer come
        after its `ai.message.started` and before its end.
        """
        with self._log.watch(session_id) as changed:
            try:
                session = await self._sessions.get(owner, session_id)
            except NotFound:
                yield Reset("unknown_session", None)
                return
            after = place or Position(session.epoch, 0)
            begun = caught_up = False
            offsets: dict[str, int] = {}
            while True:
                changed.clear()
                # Known before the log is read: so the beginning of each of these answers is in what is read.
                writing = self._live.of(session_id)
                found = await self._log.read(session_id, after, limit=limit)
                if isinstance(found, Reset):
                    yield found
                    snapshot = await self._snapshot(owner, session_id) if found.extent else None
                    if snapshot is None:
                        return
                    yield snapshot
                    after, begun, caught_up = Position(snapshot.epoch, snapshot.as_of_seq), True, False
                    offsets.clear()
                    continue
                extent = found.extent
                if not begun:
                    begun = True
                    yield Ready(extent.epoch, place is not None, after.seq, extent.low, extent.tail)
                for event in found.events:
                    yield event
                    after = Position(event.epoch, event.seq)
                if after.seq < extent.tail:
                    if caught_up and extent.tail - after.seq >= LAGGING:
                        caught_up = False
                        yield Lagging(extent.tail - after.seq)
                    continue
                caught_up = True
                offsets = {key: offsets.get(key, 0) for key in writing}
                deltas = [delta for key, offset in offsets.items() if (delta := self._live.since(key, offset))]
                for delta in deltas:
                    yield delta
                    offsets[delta.message_id] = delta.offset + len(delta.text)
                if deltas:
                    await asyncio.sleep(pause_s)
                else:
                    await changed.wait()

    async def _snapshot(self, owner: str, session_id: str) -> Snapshot | None:
        try:
            return await self._sessions.snapshot(owner, session_id)
        except NotFound:
            return None
