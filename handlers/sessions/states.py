"""The state document of a session: read, replaced and patched, only by whoever knows how it stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from handlers.clock import Clock, now_ms
from handlers.errors import PreconditionFailed, TooLarge
from handlers.sessions.log import NewEvent
from handlers.sessions.model import StateDocument
from handlers.sessions.patch import difference, merge, without_nulls
from handlers.sessions.service import Sessions, used_in
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.storage.database import Database
from handlers.storage.json_text import dump, load

MOST_BYTES = 256 * 1024
MOST_MEMBERS = 1000
_EPOCH_STEP = 1_000_000


class SessionStates:
    """Each change is one transaction with its `session.state.changed`; a change that changes nothing is none."""

    def __init__(self, database: Database, sessions: Sessions, log: SqliteEventLog, *, clock: Clock = now_ms) -> None:
        self._database = database
        self._sessions = sessions
        self._log = log
        self._clock = clock

    async def recover(self) -> None:
        """Called once at the start: versions that the machine may have lost with its last commits are never reused."""
        if self._database.ended_uncleanly:
            query = "UPDATE sessions SET state_version = state_version + ?"
            await self._database.write(lambda c: c.execute(query, (_EPOCH_STEP,)))

    async def get(self, owner: str, session_id: str) -> StateDocument:
        """Raises `NotFound`."""
        return await self._database.read(lambda c: _state(self._sessions.require_in(c, owner, session_id)))

    async def replace(
        self, owner: str, session_id: str, document: Mapping[str, Any], *, if_match: str
    ) -> StateDocument:
        """Puts another document in its place; null members count as absent (see `patch`).

        `if_match` is the ETag that the caller read, or `*`. Raises `PreconditionFailed`, `TooLarge`, `NotFound`.
        """
        new = without_nulls(document)
        return await self._database.write(
            lambda c: self._change(c, owner, session_id, if_match, lambda _: new),
            committed=lambda: self._log.wake(session_id),
        )

    async def patch(self, owner: str, session_id: str, patch: Mapping[str, Any], *, if_match: str) -> StateDocument:
        """Applies a merge patch (RFC 7396). Raises like `replace`."""
        return await self._database.write(
            lambda c: self._change(c, owner, session_id, if_match, lambda old: merge(old, patch)),
            committed=lambda: self._log.wake(session_id),
        )

    def _change(
        self, connection: sqlite3.Connection, owner: str, session_id: str, if_match: str, change: Any
    ) -> StateDocument:
        current = _state(self._sessions.require_in(connection, owner, session_id))
        if if_match not in ("*", current.etag):
            raise PreconditionFailed(f"the state's version is {current.version}", current=current.etag)
        document = change(current.document)
        changed = difference(current.document, document)
        if not changed:
            return current
        text = dump(document)
        if len(text.encode()) > MOST_BYTES or len(document) > MOST_MEMBERS:
            raise TooLarge(f"the state may have {MOST_BYTES} bytes as JSON and {MOST_MEMBERS} members")
        now, version = self._clock(), current.version + 1
        connection.execute("UPDATE sessions SET state = ?, state_version = ? WHERE id = ?", (text, version, session_id))
        used_in(connection, session_id, now)
        event = NewEvent("session.state.changed", {"version": version, "patch": changed})
        self._log.append_in(connection, session_id, [event], at=now)
        return StateDocument(document, version)


def _state(row: sqlite3.Row) -> StateDocument:
    return StateDocument(load(row["state"]), row["state_version"])
