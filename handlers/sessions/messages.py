"""The messages of a session: what people say, listed and added. What a model says is in `answers`."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.clock import Clock, now_ms
from handlers.errors import NotFound
from handlers.sessions.commands import Command, once, recall
from handlers.sessions.log import Event, NewEvent
from handlers.sessions.model import Message, Role, message_of
from handlers.sessions.service import Sessions, used_in
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.storage.database import Database
from handlers.storage.json_text import dump
from handlers.storage.pages import Page, decode, page

_SELECT = "SELECT messages.*, sessions.id AS session_id FROM messages JOIN sessions ON sessions.key = session"


@dataclass(frozen=True, slots=True)
class Made:
    """What a command made: the message, the `seq` of its last event, and whether an earlier sending had made it."""

    message: Message
    seq: int
    duplicate: bool


class SessionMessages:
    """Each change is one transaction with its event; a `command` makes it happen once however often it is sent."""

    def __init__(self, database: Database, sessions: Sessions, log: SqliteEventLog, *, clock: Clock = now_ms) -> None:
        self._database = database
        self._sessions = sessions
        self._log = log
        self._clock = clock

    async def append(
        self, owner: str, session_id: str, content: str, *, role: Role = "user", command: Command | None = None
    ) -> Made:
        """Adds a message that is complete. Raises `NotFound`, `Conflict` (`idempotency_conflict`)."""
        now = self._clock()

        def say(connection: sqlite3.Connection) -> tuple[str, int]:
            message = Message(str(uuid.uuid4()), session_id, role, content, "complete", now)
            return message.id, self.add_in(connection, message, command).seq

        return await self.once(owner, session_id, command, say)

    async def earlier(self, owner: str, session_id: str, command: Command) -> Made | None:
        """What this command made when it was sent before, so that nothing costly is begun for a repetition.

        Raises like `append`.
        """

        def work(connection: sqlite3.Connection) -> Made | None:
            self._sessions.require_in(connection, owner, session_id)
            known = recall(connection, command, self._clock())
            return None if known is None else _made(connection, known.result, duplicate=True)

        return await self._database.read(work)

    async def get(self, owner: str, session_id: str, message_id: str) -> Message:
        """Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> Message:
            self._sessions.require_in(connection, owner, session_id)
            message = get_in(connection, message_id)
            if message.session_id != session_id:
                raise _missing(message_id)
            return message

        return await self._database.read(work)

    async def list(self, owner: str, session_id: str, *, cursor: str | None = None, limit: int = 20) -> Page[Message]:
        """Oldest first. Raises `NotFound` (`session_not_found`, `cursor_unknown`)."""
        of = f"messages/{session_id}"

        def work(connection: sqlite3.Connection) -> Page[Message]:
            session = self._sessions.require_in(connection, owner, session_id)
            rows = connection.execute(
                f"{_SELECT} WHERE session = ? AND messages.key > ? ORDER BY messages.key LIMIT ?",
                (session["key"], decode(cursor, of=of), limit + 1),
            )
            return page([(row["key"], message_of(row)) for row in rows], limit, of=of)

        return await self._database.read(work)

    async def latest(self, owner: str, session_id: str, count: int) -> tuple[Message, ...]:
        """The last `count` messages, oldest first: the history that a question is asked with. Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> tuple[Message, ...]:
            session = self._sessions.require_in(connection, owner, session_id)
            query = f"{_SELECT} WHERE session = ? ORDER BY messages.key DESC LIMIT ?"
            rows = connection.execute(query, (session["key"], count)).fetchall()
            return tuple(message_of(row) for row in reversed(rows))

        return await self._database.read(work)

    async def once(
        self,
        owner: str,
        session_id: str,
        command: Command | None,
        make: Callable[[sqlite3.Connection], tuple[str, int]],
    ) -> Made:
        """Lets `make` change the owner's session, once a command; it returns the message's id and its event's `seq`."""

        def work(connection: sqlite3.Connection) -> Made:
            self._sessions.require_in(connection, owner, session_id)
            outcome = once(connection, command, self._clock(), lambda: list(make(connection)))
            return _made(connection, outcome.result, duplicate=outcome.duplicate)

        return await self._database.write(work, committed=lambda: self._log.wake(session_id))

    def add_in(self, connection: sqlite3.Connection, message: Message, command: Command | None) -> Event:
        """Adds a complete message and tells of it."""
        insert_in(connection, message)
        return self.tell_in(
            connection, message.session_id, "session.message.created", message.as_json(), command, message.created_at
        )

    def tell_in(
        self,
        connection: sqlite3.Connection,
        session_id: str,
        kind: str,
        data: Mapping[str, Any],
        command: Command | None,
        at: int,
    ) -> Event:
        """Appends one event, which is also a use of the session."""
        used_in(connection, session_id, at)
        new = NewEvent(kind, data, None if command is None else command.id)
        (event,) = self._log.append_in(connection, session_id, [new], at=at)
        return event


def insert_in(connection: sqlite3.Connection, message: Message) -> None:
    connection.execute(
        "INSERT INTO messages (id, session, role, content, status, citations, model, created_at)"
        " VALUES (?, (SELECT key FROM sessions WHERE id = ?), ?, ?, ?, ?, ?, ?)",
        (
            message.id,
            message.session_id,
            message.role,
            message.content,
            message.status,
            dump([dict(citation) for citation in message.citations]) if message.citations else None,
            message.model,
            message.created_at,
        ),
    )


def get_in(connection: sqlite3.Connection, message_id: str) -> Message:
    """Raises `NotFound`."""
    row = connection.execute(f"{_SELECT} WHERE messages.id = ?", (message_id,)).fetchone()
    if row is None:
        raise _missing(message_id)
    return message_of(row)


def streaming_in(connection: sqlite3.Connection) -> tuple[Message, ...]:
    """Every answer that is being written, in all sessions."""
    return tuple(message_of(row) for row in connection.execute(f"{_SELECT} WHERE messages.status = 'streaming'"))


def _made(connection: sqlite3.Connection, result: Any, *, duplicate: bool) -> Made:
    message_id, seq = result
    return Made(get_in(connection, message_id), seq, duplicate)


def _missing(message_id: str) -> NotFound:
    return NotFound(f"there is no message {message_id}")
