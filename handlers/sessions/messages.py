"""The messages of a session: what people say, and answers from their first word to their last."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict, NotFound
from handlers.sessions.commands import Command, once, recall
from handlers.sessions.log import Event, NewEvent
from handlers.sessions.model import Message, Role, message_of
from handlers.sessions.service import Sessions, used_in
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.storage.database import Database
from handlers.storage.json_text import dump
from handlers.storage.pages import Page, decode, page

Finish = Literal["stop", "length", "cancelled"]

_SELECT = "SELECT messages.*, sessions.id AS session_id FROM messages JOIN sessions ON sessions.key = session"


@dataclass(frozen=True, slots=True)
class Said:
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

    async def recover(self) -> None:
        """Called once at the start: answers that a dead server was writing have failed; what was kept of them stays."""
        now = self._clock()
        problem = {
            "type": "about:blank",
            "title": "Service Unavailable",
            "status": 503,
            "code": "service_unavailable",
            "detail": "The server ended while it wrote this answer; ask again.",
            "requestId": "restart",
        }

        def work(connection: sqlite3.Connection) -> None:
            for row in connection.execute(f"{_SELECT} WHERE messages.status = 'streaming'").fetchall():
                self._fail(connection, message_of(row), row["content"], problem, now)

        await self._database.write(work)

    async def append(
        self, owner: str, session_id: str, content: str, *, role: Role = "user", command: Command | None = None
    ) -> Said:
        """Adds a message that is complete. Raises `NotFound`, `Conflict` (`idempotency_conflict`)."""
        now = self._clock()

        def say(connection: sqlite3.Connection) -> dict[str, Any]:
            message, event = self._say(connection, session_id, role, content, command, now)
            return {"resultId": message.id, "seq": event.seq}

        return await self._once(owner, session_id, command, now, say)

    async def begin_answer(
        self,
        owner: str,
        session_id: str,
        *,
        question: str | None,
        model: str,
        citations: Sequence[Mapping[str, Any]] = (),
        command: Command | None = None,
    ) -> Said:
        """Adds the question, where there is one, and an empty answer that is `streaming`; returns the answer.

        Raises like `append`. A duplicate's answer has its own writer already.
        """
        now = self._clock()

        def begin(connection: sqlite3.Connection) -> dict[str, Any]:
            if question is not None:
                self._say(connection, session_id, "user", question, command, now)
            answer = Message(str(uuid.uuid4()), session_id, "assistant", "", "streaming", now, tuple(citations), model)
            _insert(connection, answer)
            data = {"messageId": answer.id, "model": model, "citations": [dict(citation) for citation in citations]}
            event = self._tell(connection, session_id, "ai.message.started", data, command, now)
            return {"resultId": answer.id, "seq": event.seq}

        return await self._once(owner, session_id, command, now, begin)

    async def earlier(self, owner: str, session_id: str, command: Command) -> Said | None:
        """What this command made when it was sent before; so that nothing costly is begun for a repetition."""

        def work(connection: sqlite3.Connection) -> Said | None:
            self._sessions.require_in(connection, owner, session_id)
            known = recall(connection, command, self._clock())
            return known and Said(_get(connection, known.result["resultId"]), known.result["seq"], duplicate=True)

        return await self._database.read(work)

    async def checkpoint(self, message_id: str, text: str) -> None:
        """Keeps what an answer says so far, without an event, so that a crash leaves it. Raises like `complete`."""

        def work(connection: sqlite3.Connection) -> None:
            _require_streaming(connection, message_id)
            connection.execute("UPDATE messages SET content = ? WHERE id = ?", (text, message_id))

        await self._database.write(work)

    async def complete(
        self,
        message_id: str,
        text: str,
        *,
        usage: Mapping[str, int],
        finish: Finish = "stop",
        citations: Sequence[Mapping[str, Any]] | None = None,
        ref: str | None = None,
    ) -> Message:
        """Ends an answer with its whole text; `usage` is the contract's `TokenUsage`, `citations` None those it began with.

        Raises `NotFound` when its session is gone, `Conflict` when it has ended already.
        """
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Message:
            answer = _require_streaming(connection, message_id)
            cited = [dict(citation) for citation in (answer.citations if citations is None else citations)]
            connection.execute(
                "UPDATE messages SET content = ?, status = ?, citations = ? WHERE id = ?",
                (
                    text,
                    "cancelled" if finish == "cancelled" else "complete",
                    dump(cited) if cited else None,
                    message_id,
                ),
            )
            data = {
                "messageId": message_id,
                "text": text,
                "citations": cited,
                "model": answer.model,
                "usage": dict(usage),
                "finishReason": finish,
            }
            used_in(connection, answer.session_id, now)
            new = NewEvent("ai.message.completed", data, ref)
            self._log.append_in(connection, answer.session_id, [new], at=now)
            return _get(connection, message_id)

        return await self._ended(work)

    async def fail(self, message_id: str, text: str, problem: Mapping[str, Any]) -> Message:
        """Ends an answer that broke off; `problem` is the contract's `Problem`. Raises like `complete`."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Message:
            self._fail(connection, _require_streaming(connection, message_id), text, problem, now)
            return _get(connection, message_id)

        return await self._ended(work)

    async def get(self, owner: str, session_id: str, message_id: str) -> Message:
        """Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> Message:
            self._sessions.require_in(connection, owner, session_id)
            message = _get(connection, message_id)
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

    async def _once(self, owner: str, session_id: str, command: Command | None, now: int, make: Any) -> Said:
        def work(connection: sqlite3.Connection) -> Said:
            self._sessions.require_in(connection, owner, session_id)
            outcome = once(connection, command, now, lambda: make(connection))
            return Said(_get(connection, outcome.result["resultId"]), outcome.result["seq"], outcome.duplicate)

        return await self._database.write(work, committed=lambda: self._log.wake(session_id))
