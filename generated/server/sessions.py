"""sessions: what its handlers implement."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from generated.models import (
    Cursor,
    EventCursor,
    Session,
    SessionCreate,
    SessionEvent,
    SessionEventPage,
    SessionMessage,
    SessionMessageCreate,
    SessionMessagePage,
    SessionPage,
    SessionState,
    SessionStatePatch,
)

from codegen.runtime.call import Answer, Call, Event
from codegen.runtime.endpoint import OperationTypes
from codegen.runtime.model import MISSING


class SessionsHandlers(Protocol):
    async def list_sessions(self, call: Call, *, limit: int = 20, cursor: Cursor | MISSING = MISSING) -> SessionPage:
        """List the sessions

        The sessions of the client that asks, oldest first.
        """
        ...

    async def create_session(self, call: Call, *, body: SessionCreate) -> Answer[Session]:
        """Begin a session

        Begins an empty conversation, about a project where one is named.
        """
        ...

    async def get_session(self, call: Call, *, session_id: str) -> Session:
        """Read a session

        One session, without its messages.
        """
        ...

    async def delete_session(self, call: Call, *, session_id: str) -> None:
        """Delete a session

        Deletes it with its messages, state and log, and ends answers that are being written.
        """
        ...

    async def list_session_events(
        self,
        call: Call,
        *,
        session_id: str,
        cursor: EventCursor | MISSING = MISSING,
        last_event_id: str | MISSING = MISSING,
        wait_ms: int = 0,
        limit: int = 20,
    ) -> SessionEventPage:
        """Read a session's event log

        The same events that the WebSocket sends, in order and without gaps: a page of JSON, or server-sent events
        by `Accept`.
        """
        ...

    def list_session_events_events(
        self,
        call: Call,
        *,
        session_id: str,
        cursor: EventCursor | MISSING = MISSING,
        last_event_id: str | MISSING = MISSING,
        wait_ms: int = 0,
        limit: int = 20,
    ) -> AsyncIterator[Event[SessionEvent]]:
        """Read a session's event log

        The same events that the WebSocket sends, in order and without gaps: a page of JSON, or server-sent events
        by `Accept`.
        """
        ...

    async def list_session_messages(
        self, call: Call, *, session_id: str, limit: int = 20, cursor: Cursor | MISSING = MISSING
    ) -> SessionMessagePage:
        """List a session's messages

        The conversation, oldest first, a page at a time.
        """
        ...

    async def append_session_message(
        self, call: Call, *, session_id: str, idempotency_key: str | MISSING = MISSING, body: SessionMessageCreate
    ) -> SessionMessage:
        """Add a message

        Adds a message without asking the model; `chat` with this `sessionId` asks.
        """
        ...

    async def get_session_state(self, call: Call, *, session_id: str) -> Answer[SessionState]:
        """Read a session's state

        The clients' shared document and its version.
        """
        ...

    async def replace_session_state(
        self, call: Call, *, session_id: str, if_match: str, body: SessionState
    ) -> Answer[SessionState]:
        """Replace a session's state

        Puts another document in its place, if it is still the one that the client read.
        """
        ...

    async def patch_session_state(
        self, call: Call, *, session_id: str, if_match: str, body: SessionStatePatch
    ) -> Answer[SessionState]:
        """Change a session's state

        Applies a JSON merge patch (RFC 7396), if the state is still the one that the client read.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "listSessions": OperationTypes(
        parameters={
            "limit": int,
            "cursor": Cursor,
        },
        body={},
        results={
            "200 application/json": SessionPage,
        },
    ),
    "createSession": OperationTypes(
        parameters={},
        body={
            "application/json": SessionCreate,
        },
        results={
            "201 application/json": Session,
        },
    ),
    "getSession": OperationTypes(
        parameters={
            "session_id": str,
        },
        body={},
        results={
            "200 application/json": Session,
        },
    ),
    "deleteSession": OperationTypes(
        parameters={
            "session_id": str,
        },
        body={},
        results={},
    ),
    "listSessionEvents": OperationTypes(
        parameters={
            "session_id": str,
            "cursor": EventCursor,
            "last_event_id": str,
            "wait_ms": int,
            "limit": int,
        },
        body={},
        results={
            "200 application/json": SessionEventPage,
            "200 text/event-stream": SessionEvent,
        },
    ),
    "listSessionMessages": OperationTypes(
        parameters={
            "session_id": str,
            "limit": int,
            "cursor": Cursor,
        },
        body={},
        results={
            "200 application/json": SessionMessagePage,
        },
    ),
    "appendSessionMessage": OperationTypes(
        parameters={
            "session_id": str,
            "idempotency_key": str,
        },
        body={
            "application/json": SessionMessageCreate,
        },
        results={
            "201 application/json": SessionMessage,
        },
    ),
    "getSessionState": OperationTypes(
        parameters={
            "session_id": str,
        },
        body={},
        results={
            "200 application/json": SessionState,
        },
    ),
    "replaceSessionState": OperationTypes(
        parameters={
            "session_id": str,
            "if_match": str,
        },
        body={
            "application/json": SessionState,
        },
        results={
            "200 application/json": SessionState,
        },
    ),
    "patchSessionState": OperationTypes(
        parameters={
            "session_id": str,
            "if_match": str,
        },
        body={
            "application/merge-patch+json": SessionStatePatch,
        },
        results={
            "200 application/json": SessionState,
        },
    ),
}
