"""The event log in the server's own database, so that an event and what it tells of are one transaction."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import string
from collections.abc import Sequence
from contextlib import AbstractContextManager

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict, NotFound
from handlers.sessions.log import Batch, Event, Extent, NewEvent, Position, Reset, Retention
from handlers.sessions.wakeups import Wakeups
from handlers.storage.database import Database
from handlers.storage.json_text import dump, load

_BATCH_CHARACTERS = 1024 * 1024
_EPOCH_CHARACTERS = string.ascii_lowercase + string.digits


class SqliteEventLog:
    """An `EventLog`. The `…_in` methods work within a transaction of the caller's, who has to `wake` after it."""

    def __init__(self, database: Database, *, retention: Retention | None = None, clock: Clock = now_ms) -> None:
        self._database = database
        self._retention = retention or Retention()
        self._clock = clock
        self._wakeups = Wakeups()

    async def recover(self) -> None:
        """Called once at the start: where the machine stopped under the last server, its last events may be lost.

        Their `seq`s would be given again, so every stream gets a new epoch: nobody can take one event for another.
        """
        if self._database.ended_uncleanly:

            def work(connection: sqlite3.Connection) -> None:
                for row in connection.execute("SELECT key FROM streams").fetchall():
                    connection.execute("UPDATE streams SET epoch = ? WHERE key = ?", (_new_epoch(), row["key"]))

            await self._database.write(work)

    async def create(self, stream: str) -> Extent:
        return await self._database.write(lambda c: self.create_in(c, stream))

    def create_in(self, connection: sqlite3.Connection, stream: str) -> Extent:
        epoch = _new_epoch()
        try:
            connection.execute("INSERT INTO streams (name, epoch) VALUES (?, ?)", (stream, epoch))
        except sqlite3.IntegrityError:
            raise Conflict(f"the stream {stream} exists") from None
        return Extent(epoch, low=1, tail=0)

    async def append(self, stream: str, events: Sequence[NewEvent]) -> tuple[Event, ...]:
        return await self._database.write(
            lambda c: self.append_in(c, stream, events), committed=lambda: self.wake(stream)
        )

    def append_in(
        self, connection: sqlite3.Connection, stream: str, events: Sequence[NewEvent], *, at: int | None = None
    ) -> tuple[Event, ...]:
        """`append` in the caller's transaction; `at` is the time of what happened, where the caller took it already."""
        at = self._clock() if at is None else at
        row = connection.execute(
            "UPDATE streams SET tail = tail + ? WHERE name = ? RETURNING key, epoch, tail", (len(events), stream)
        ).fetchone()
        if row is None:
            raise NotFound(f"there is no stream {stream}", code="session_not_found")
        first = row["tail"] - len(events) + 1
        placed = tuple(
            Event(stream, row["epoch"], seq, event.type, event.data, event.ref, at)
            for seq, event in enumerate(events, first)
        )
        connection.executemany(
            "INSERT INTO events (stream, seq, type, data, ref, at) VALUES (?, ?, ?, ?, ?, ?)",
            [(row["key"], event.seq, event.type, dump(event.data), event.ref, at) for event in placed],
        )
        connection.execute(
            "DELETE FROM events WHERE stream = ? AND seq <= ?", (row["key"], row["tail"] - self._retention.events)
        )
        return placed

    async def read(self, stream: str, after: Position | None, *, limit: int = 100) -> Batch | Reset:
        return await self._database.read(lambda c: self.read_in(c, stream, after, limit=limit))

    def read_in(
        self, connection: sqlite3.Connection, stream: str, after: Position | None, *, limit: int = 100
    ) -> Batch | Reset:
        row = connection.execute("SELECT * FROM streams WHERE name = ?", (stream,)).fetchone()
        if row is None:
            return Reset("unknown_session", None)
        extent = _extent(connection, row)
        if after is None:
            after = Position(extent.epoch, extent.low - 1)
        if after.epoch != extent.epoch:
            return Reset("epoch_changed", extent)
        if after.seq > extent.tail:
            return Reset("ahead_of_tail", extent)
        if after.seq < extent.low - 1:
            return Reset("expired" if row["aged"] > after.seq else "trimmed", extent)
        return Batch(extent, _events(connection, row, after.seq, limit))

    def extent_in(self, connection: sqlite3.Connection, stream: str) -> Extent | None:
        """What the stream holds, None where it is unknown."""
        row = connection.execute("SELECT * FROM streams WHERE name = ?", (stream,)).fetchone()
        return None if row is None else _extent(connection, row)

    async def delete(self, stream: str) -> None:
        await self._database.write(lambda c: self.delete_in(c, stream), committed=lambda: self.wake(stream))

    def delete_in(self, connection: sqlite3.Connection, stream: str) -> None:
        connection.execute("DELETE FROM streams WHERE name = ?", (stream,))

    async def expire(self) -> None:
        cutoff = self._clock() - self._retention.age_ms
        await self._database.write(lambda c: _expire(c, cutoff))

    def wake(self, stream: str) -> None:
        self._wakeups.wake(stream)

    def watch(self, *streams: str) -> AbstractContextManager[asyncio.Event]:
        return self._wakeups.watch(*streams)


def _new_epoch() -> str:
    return "".join(secrets.choice(_EPOCH_CHARACTERS) for _ in range(10))


def _extent(connection: sqlite3.Connection, row: sqlite3.Row) -> Extent:
    (low,) = connection.execute("SELECT min(seq) FROM events WHERE stream = ?", (row["key"],)).fetchone()
    return Extent(row["epoch"], row["tail"] + 1 if low is None else low, row["tail"])


def _events(connection: sqlite3.Connection, row: sqlite3.Row, after: int, limit: int) -> tuple[Event, ...]:
    query = "SELECT seq, type, data, ref, at FROM events WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?"
    events: list[Event] = []
    characters = 0
    for seq, kind, data, ref, at in connection.execute(query, (row["key"], after, limit)):
        characters += len(data)
        if events and characters > _BATCH_CHARACTERS:
            break
        events.append(Event(row["name"], row["epoch"], seq, kind, load(data), ref, at))
    return tuple(events)


def _expire(connection: sqlite3.Connection, cutoff: int) -> None:
    """Drops from each stream the events before the first that is young enough, and so never makes a gap.

    The clock may have been stepped: an old time behind a young one stays until the young one goes.
    """
    for row in connection.execute("SELECT key, tail FROM streams").fetchall():
        oldest = connection.execute(
            "SELECT at FROM events WHERE stream = ? ORDER BY seq LIMIT 1", (row["key"],)
        ).fetchone()
        if oldest is None or oldest["at"] >= cutoff:
            continue
        (young,) = connection.execute(
            "SELECT min(seq) FROM events WHERE stream = ? AND at >= ?", (row["key"], cutoff)
        ).fetchone()
        last = row["tail"] if young is None else young - 1
        connection.execute("DELETE FROM events WHERE stream = ? AND seq <= ?", (row["key"], last))
        connection.execute("UPDATE streams SET aged = ? WHERE key = ?", (last, row["key"]))
