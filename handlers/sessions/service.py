"""Sessions: begun, listed, used and ended. Whoever asks for another owner's session is told that there is none."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.clock import DAY_MS, Clock, now_ms
from handlers.errors import Conflict, NotFound
from handlers.sessions import commands
from handlers.sessions.model import Session, message_of
from handlers.sessions.snapshot import LATEST_MESSAGES, Snapshot
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.storage.database import Database
from handlers.storage.json_text import load
from handlers.storage.pages import Page, decode, page

_SELECT = (
    "SELECT sessions.*, streams.epoch, streams.tail,"
    " (SELECT count(*) FROM messages WHERE messages.session = sessions.key) AS message_count"
    " FROM sessions JOIN streams ON streams.name = sessions.id"
)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """Sessions of one owner at a time, and milliseconds without use after which one ends."""

    per_owner: int = 10
    idle_ms: int = DAY_MS


class Sessions:
    """`owner` is the id of the key that a caller showed; a session belongs to the key that began it."""

    def __init__(
        self, database: Database, log: SqliteEventLog, *, limits: SessionLimits | None = None, clock: Clock = now_ms
    ) -> None:
        self._database = database
        self._log = log
        self._limits = limits or SessionLimits()
        self._clock = clock

    async def create(self, owner: str, *, title: str = "", project_id: str | None = None) -> Session:
        """An empty session. Raises `Conflict` (`session_limit`), `NotFound` (`project_not_found`)."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Session:
            query = "SELECT count(*) FROM sessions WHERE owner = ? AND used_at > ?"
            (count,) = connection.execute(query, (owner, self._expired_before(now))).fetchone()
            if count >= self._limits.per_owner:
                raise Conflict(
                    f"there are {count} sessions, which is the most for one key: delete one first", code="session_limit"
                )
            known = connection.execute("SELECT 1 FROM projects WHERE id = ?", (project_id,)).fetchone()
            if project_id is not None and known is None:
                raise NotFound(f"there is no project {project_id}", code="project_not_found")
            session_id = str(uuid.uuid4())
            self._log.create_in(connection, session_id)
            connection.execute(
                "INSERT INTO sessions (id, owner, title, project_id, created_at, updated_at, used_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (session_id, owner, title, project_id, now, now, now),
            )
            return self._get(connection, owner, session_id)

        return await self._database.write(work)

    async def get(self, owner: str, session_id: str) -> Session:
        """Raises `NotFound` (`session_not_found`)."""
        return await self._database.read(lambda c: self._get(c, owner, session_id))

    async def list(self, owner: str, *, cursor: str | None = None, limit: int = 20) -> Page[Session]:
        """The owner's sessions, oldest first. Raises `NotFound` (`cursor_unknown`)."""
        of = f"sessions/{owner}"
        after = decode(cursor, of=of)

        def work(connection: sqlite3.Connection) -> Page[Session]:
            rows = connection.execute(
                f"{_SELECT} WHERE owner = ? AND used_at > ? AND sessions.key > ? ORDER BY sessions.key LIMIT ?",
                (owner, self._expired_before(self._clock()), after, limit + 1),
            )
            return page([(row["key"], self._session(row)) for row in rows], limit, of=of)

        return await self._database.read(work)

    async def delete(self, owner: str, session_id: str) -> None:
        """Ends the session with its messages, state and log; whoever follows it wakes. Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> None:
            self.require_in(connection, owner, session_id)
            self._remove(connection, session_id)

        await self._database.write(work, committed=lambda: self._log.wake(session_id))

    async def touch(self, owner: str, session_id: str) -> None:
        """Counts as a use: somebody is connected to the session. Raises `NotFound`."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> None:
            self.require_in(connection, owner, session_id)
            connection.execute("UPDATE sessions SET used_at = ? WHERE id = ?", (now, session_id))

        await self._database.write(work)

    async def snapshot(self, owner: str, session_id: str) -> Snapshot:
        """The session as it stands: what a client begins with that cannot go on from its place. Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> Snapshot:
            row = self.require_in(connection, owner, session_id)
            extent = self._log.extent_in(connection, session_id)
            assert extent is not None, "a session and its stream are made and removed together"
            messages = connection.execute(
                "SELECT *, ? AS session_id FROM messages WHERE session = ? ORDER BY key DESC LIMIT ?",
                (session_id, row["key"], LATEST_MESSAGES),
            ).fetchall()
            latest = tuple(message_of(message) for message in reversed(messages))
            return Snapshot(extent.epoch, extent.tail, load(row["state"]), latest)

        return await self._database.read(work)

    async def expire(self, expired: Callable[[Sequence[str]], None] = lambda ids: None) -> tuple[str, ...]:
        """Deletes the sessions that were not used for `idle_ms`, with their messages, state and log; returns their ids.

        Calls `expired` with the ids before those who follow the sessions wake.
        """
        now = self._clock()

        def work(connection: sqlite3.Connection) -> tuple[str, ...]:
            query = "SELECT id FROM sessions WHERE used_at <= ?"
            ended = tuple(row["id"] for row in connection.execute(query, (self._expired_before(now),)))
            for session_id in ended:
                self._remove(connection, session_id)
            return ended

        ended = await self._database.write(work)
        if ended:
            expired(ended)
        for session_id in ended:
            self._log.wake(session_id)
        return ended

    async def forget_commands(self) -> None:
        """Deletes the results of commands that are too old to be repeated."""
        now = self._clock()
        await self._database.write(lambda connection: commands.forget_old(connection, now))

    def require_in(self, connection: sqlite3.Connection, owner: str, session_id: str) -> sqlite3.Row:
        """The row of the owner's living session. Raises `NotFound`, in the same words for everybody else's."""
        query = "SELECT * FROM sessions WHERE id = ? AND owner = ? AND used_at > ?"
        row: sqlite3.Row | None = connection.execute(
            query, (session_id, owner, self._expired_before(self._clock()))
        ).fetchone()
        if row is None:
            raise NotFound(f"there is no session {session_id}", code="session_not_found")
        return row

    def _get(self, connection: sqlite3.Connection, owner: str, session_id: str) -> Session:
        self.require_in(connection, owner, session_id)
        return self._session(connection.execute(f"{_SELECT} WHERE sessions.id = ?", (session_id,)).fetchone())

    def _session(self, row: sqlite3.Row) -> Session:
        return Session(
            id=row["id"],
            title=row["title"],
            project_id=row["project_id"],
            message_count=row["message_count"],
            epoch=row["epoch"],
            tail_seq=row["tail"],
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            expires_at=row["used_at"] + self._limits.idle_ms,
        )

    def _remove(self, connection: sqlite3.Connection, session_id: str) -> None:
        connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
        self._log.delete_in(connection, session_id)

    def _expired_before(self, now: int) -> int:
        return now - self._limits.idle_ms


def used_in(connection: sqlite3.Connection, session_id: str, now: int) -> None:
    """Something in the session has changed, which is a use too."""
    connection.execute("UPDATE sessions SET updated_at = ?, used_at = ? WHERE id = ?", (now, now, session_id))
