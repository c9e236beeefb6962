"""A model's answers in a session, from their first word to their last: begun, kept on the way, completed or failed."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict
from handlers.sessions.commands import Command
from handlers.sessions.log import NewEvent
from handlers.sessions.messages import Made, SessionMessages, get_in, insert_in, streaming_in
from handlers.sessions.model import Message
from handlers.sessions.service import used_in
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.storage.database import Database, Work
from handlers.storage.json_text import dump

Finish = Literal["stop", "length", "repetition", "cancelled"]
JsonObject = Mapping[str, Any]

_RESTARTED = {
    "type": "about:blank",
    "title": "Service Unavailable",
    "status": 503,
    "code": "service_unavailable",
    "detail": "The server ended while it wrote this answer; ask again.",
    "requestId": "restart",
}


class SessionAnswers:
    """`begin` is a client's command; the rest is for whoever writes the answer and knows it by its id."""

    def __init__(
        self, database: Database, messages: SessionMessages, log: SqliteEventLog, *, clock: Clock = now_ms
    ) -> None:
        self._database = database
        self._messages = messages
        self._log = log
        self._clock = clock

    async def recover(self) -> None:
        """Called once at the start: answers that a dead server was writing have failed; what was kept of them stays."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> None:
            for answer in streaming_in(connection):
                self._fail(connection, answer, answer.content, _RESTARTED, None, now)

        await self._database.write(work)

    async def begin(
        self,
        owner: str,
        session_id: str,
        *,
        question: str | None,
        model: str,
        citations: Sequence[JsonObject] = (),
        command: Command | None = None,
    ) -> Made:
        """Adds the question, where there is one, and an empty answer that is `streaming`; the message is the answer.

        A duplicate's answer has its own writer already. Raises `NotFound`, `Conflict` (`idempotency_conflict`).
        """
        now = self._clock()

        def make(connection: sqlite3.Connection) -> tuple[str, int]:
            if question is not None:
                asked = Message(str(uuid.uuid4()), session_id, "user", question, "complete", now)
                self._messages.add_in(connection, asked, command)
            answer = Message(str(uuid.uuid4()), session_id, "assistant", "", "streaming", now, tuple(citations), model)
            insert_in(connection, answer)
            data = {"messageId": answer.id, "model": model, "citations": [dict(citation) for citation in citations]}
            event = self._messages.tell_in(connection, session_id, "ai.message.started", data, command, now)
            return answer.id, event.seq

        return await self._messages.once(owner, session_id, command, make)

    async def keep(self, message_id: str, text: str) -> None:
        """Keeps what an answer says so far, without an event, so that a crash leaves it. Raises like `complete`."""

        def work(connection: sqlite3.Connection) -> None:
            _streaming(connection, message_id)
            connection.execute("UPDATE messages SET content = ? WHERE id = ?", (text, message_id))

        await self._database.write(work)

    async def complete(
        self,
        message_id: str,
        text: str,
        *,
        usage: Mapping[str, int],
        finish: Finish = "stop",
        citations: Sequence[JsonObject] | None = None,
        ref: str | None = None,
    ) -> Message:
        """Ends an answer with its whole text. `usage` is the contract's `TokenUsage`; `citations` None: as begun.

        Raises `NotFound` when its session is gone, `Conflict` when the answer has ended already.
        """
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Message:
            answer = _streaming(connection, message_id)
            cited = [dict(citation) for citation in (answer.citations if citations is None else citations)]
            status = "cancelled" if finish == "cancelled" else "complete"
            connection.execute(
                "UPDATE messages SET content = ?, status = ?, citations = ? WHERE id = ?",
                (text, status, dump(cited) if cited else None, message_id),
            )
            data = {
                "messageId": message_id,
                "text": text,
                "citations": cited,
                "model": answer.model,
                "usage": dict(usage),
                "finishReason": finish,
            }
            self._tell(connection, answer.session_id, NewEvent("ai.message.completed", data, ref), now)
            return get_in(connection, message_id)

        return await self._ended(work)

    async def fail(self, message_id: str, text: str, problem: JsonObject, *, ref: str | None = None) -> Message:
        """Ends an answer that broke off; `problem` is the contract's `Problem`. Raises like `complete`."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Message:
            self._fail(connection, _streaming(connection, message_id), text, problem, ref, now)
            return get_in(connection, message_id)

        return await self._ended(work)

    async def _ended(self, work: Work[Message]) -> Message:
        sessions: list[str] = []

        def noted(connection: sqlite3.Connection) -> Message:
            message = work(connection)
            sessions.append(message.session_id)
            return message

        return await self._database.write(noted, committed=lambda: self._log.wake(sessions[0]))

    def _fail(
        self,
        connection: sqlite3.Connection,
        answer: Message,
        text: str,
        problem: JsonObject,
        ref: str | None,
        now: int,
    ) -> None:
        connection.execute("UPDATE messages SET content = ?, status = 'failed' WHERE id = ?", (text, answer.id))
        data = {"messageId": answer.id, "text": text, "problem": dict(problem)}
        self._tell(connection, answer.session_id, NewEvent("ai.message.failed", data, ref), now)

    def _tell(self, connection: sqlite3.Connection, session_id: str, event: NewEvent, now: int) -> None:
        used_in(connection, session_id, now)
        self._log.append_in(connection, session_id, [event], at=now)


def _streaming(connection: sqlite3.Connection, message_id: str) -> Message:
    answer = get_in(connection, message_id)
    if answer.status != "streaming":
        raise Conflict(f"the answer {message_id} is {answer.status} already")
    return answer
