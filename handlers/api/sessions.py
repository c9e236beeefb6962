"""Tag `sessions`: conversations, their messages, shared state and event log."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

from pydantic import TypeAdapter

from codegen.runtime.call import Answer, Call, Event
from codegen.runtime.model import MISSING, DateTime, decode
from generated import models
from handlers.api.caller import owner_of
from handlers.api.stopping import unless
from handlers.clock import instant
from handlers.errors import Conflict, NotFound
from handlers.sessions.commands import Command
from handlers.sessions.envelope import envelope
from handlers.sessions.follow import follow
from handlers.sessions.log import Batch, EventLog, Position, Reset
from handlers.sessions.messages import SessionMessages
from handlers.sessions.model import Session, StateDocument
from handlers.sessions.service import Sessions
from handlers.sessions.states import SessionStates

_EVENT = TypeAdapter[models.SessionEvent](models.SessionEvent)
_MESSAGE = TypeAdapter(models.SessionMessage)


class SessionsHandlers:
    """Give it the services of one `handlers.sessions.open.SessionRoom`.

    `stopping`, where given, is set when the server begins to stop: event streams and waiting pages end then, so that
    no connection holds the server up.
    """

    def __init__(
        self,
        *,
        sessions: Sessions,
        messages: SessionMessages,
        states: SessionStates,
        log: EventLog,
        stopping: asyncio.Event | None = None,
    ) -> None:
        self._sessions = sessions
        self._messages = messages
        self._states = states
        self._log = log
        self._stopping = stopping or asyncio.Event()

    async def list_sessions(
        self, call: Call, *, limit: int = 20, cursor: models.Cursor | MISSING = MISSING
    ) -> models.SessionPage:
        page = await self._sessions.list(owner_of(call), limit=limit, cursor=None if cursor is MISSING else cursor)
        after = MISSING if page.next_cursor is None else page.next_cursor
        return models.SessionPage(items=[_session(found) for found in page.items], next_cursor=after)

    async def create_session(self, call: Call, *, body: models.SessionCreate) -> Answer[models.Session]:
        made = await self._sessions.create(
            owner_of(call),
            title="" if body.title is MISSING else body.title,
            project_id=None if body.project_id is MISSING else body.project_id,
        )
        return Answer(_session(made), {"Location": f"/api/v1/sessions/{made.id}"})

    async def get_session(self, call: Call, *, session_id: str) -> models.Session:
        return _session(await self._sessions.get(owner_of(call), session_id))

    async def delete_session(self, call: Call, *, session_id: str) -> None:
        await self._sessions.delete(owner_of(call), session_id)

    async def list_session_messages(
        self, call: Call, *, session_id: str, limit: int = 20, cursor: models.Cursor | MISSING = MISSING
    ) -> models.SessionMessagePage:
        page = await self._messages.list(
            owner_of(call), session_id, limit=limit, cursor=None if cursor is MISSING else cursor
        )
        after = MISSING if page.next_cursor is None else page.next_cursor
        items = [decode(_MESSAGE, found.as_json()) for found in page.items]
        return models.SessionMessagePage(items=items, next_cursor=after)

    async def append_session_message(
        self,
        call: Call,
        *,
        session_id: str,
        idempotency_key: str | MISSING = MISSING,
        body: models.SessionMessageCreate,
    ) -> models.SessionMessage:
        owner, role = owner_of(call), "user" if body.role is MISSING else body.role
        command = None
        if idempotency_key is not MISSING:
            asked = {"operation": call.operation, "sessionId": session_id, "role": role, "content": body.content}
            command = Command(owner, idempotency_key, asked)
        made = await self._messages.append(owner, session_id, body.content, role=role, command=command)
        message: models.SessionMessage = decode(_MESSAGE, made.message.as_json())
        return message

    async def get_session_state(self, call: Call, *, session_id: str) -> Answer[models.SessionState]:
        return _state(await self._states.get(owner_of(call), session_id))

    async def replace_session_state(
        self, call: Call, *, session_id: str, if_match: str, body: models.SessionState
    ) -> Answer[models.SessionState]:
        return _state(await self._states.replace(owner_of(call), session_id, body, if_match=if_match))

    async def patch_session_state(
        self, call: Call, *, session_id: str, if_match: str, body: models.SessionStatePatch
    ) -> Answer[models.SessionState]:
        return _state(await self._states.patch(owner_of(call), session_id, body, if_match=if_match))

    async def list_session_events(
        self,
        call: Call,
        *,
        session_id: str,
        cursor: models.EventCursor | MISSING = MISSING,
        last_event_id: str | MISSING = MISSING,
        wait_ms: int = 0,
        limit: int = 20,
    ) -> models.SessionEventPage:
        await self._sessions.get(owner_of(call), session_id)
        after = _place(cursor, last_event_id)
        with self._log.watch(session_id) as changed:
            found = _batch(await self._log.read(session_id, after, limit=limit))
            if not found.events and wait_ms and not self._stopping.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait_ms / 1000):
                        await unless(self._stopping, changed.wait())
                found = _batch(await self._log.read(session_id, after, limit=limit))
        extent = found.extent
        last = found.events[-1].seq if found.events else extent.low - 1 if after is None else after.seq
        return models.SessionEventPage(
            items=[decode(_EVENT, envelope(event)) for event in found.events],
            epoch=extent.epoch,
            low_seq=extent.low,
            tail_seq=extent.tail,
            next_cursor=str(Position(extent.epoch, last)),
        )

    async def list_session_events_events(
        self,
        call: Call,
        *,
        session_id: str,
        cursor: models.EventCursor | MISSING = MISSING,
        last_event_id: str | MISSING = MISSING,
        wait_ms: int = 0,
        limit: int = 20,
    ) -> AsyncIterator[Event[models.SessionEvent]]:
        await self._sessions.get(owner_of(call), session_id)
        begun = False
        async with aclosing(follow(self._log, session_id, _place(cursor, last_event_id))) as batches:
            while (found := await unless(self._stopping, anext(batches, None))) is not None:
                if isinstance(found, Reset) and begun:
                    return  # a client that connects again with its place hears why
                begun = True
                for event in _batch(found).events:
                    yield str(Position(event.epoch, event.seq)), decode(_EVENT, envelope(event))


def _place(cursor: str | MISSING, last_event_id: str | MISSING) -> Position | None:
    given = cursor if last_event_id is MISSING else last_event_id
    if given is MISSING:
        return None
    try:
        return Position.parse(given)
    except ValueError as error:
        raise Conflict(str(error), code="events_expired") from None


def _batch(found: Batch | Reset) -> Batch:
    """Raises `Conflict` (`events_expired`), or `NotFound` where the session ended meanwhile."""
    if isinstance(found, Batch):
        return found
    if found.extent is None:
        raise NotFound("the session has ended", code="session_not_found")
    raise Conflict(
        f"this place is gone ({found.reason}); the log has {found.extent.low} to {found.extent.tail} "
        f"of epoch {found.extent.epoch}: read the session's messages and state, and go on without a cursor",
        code="events_expired",
    )


def _state(found: StateDocument) -> Answer[models.SessionState]:
    return Answer(dict(found.document), {"ETag": found.etag})


def _session(found: Session) -> models.Session:
    return models.Session(
        id=found.id,
        title=found.title,
        project_id=MISSING if found.project_id is None else found.project_id,
        message_count=found.message_count,
        epoch=found.epoch,
        tail_seq=found.tail_seq,
        created_at=DateTime.of(instant(found.created_at)),
        updated_at=DateTime.of(instant(found.updated_at)),
        expires_at=DateTime.of(instant(found.expires_at)),
    )
