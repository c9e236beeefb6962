"""What is known of a session, its messages and its state; and how a message stands in an event."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from handlers.clock import rfc3339
from handlers.storage.json_text import load

Role = Literal["system", "user", "assistant"]
MessageStatus = Literal["streaming", "complete", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation of one owner. Times are milliseconds since 1970."""

    id: str
    title: str
    project_id: str | None
    message_count: int
    epoch: str
    tail_seq: int
    created_at: int
    updated_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Message:
    """One turn. `citations` are JSON objects of the contract's `Citation`; `model` wrote it, where one did."""

    id: str
    session_id: str
    role: Role
    content: str
    status: MessageStatus
    created_at: int
    citations: tuple[Mapping[str, Any], ...] = ()
    model: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The contract's `SessionMessage`: what is empty is absent."""
        return {
            "id": self.id,
            "sessionId": self.session_id,
            "role": self.role,
            "content": self.content,
            "status": self.status,
            **({"citations": [dict(citation) for citation in self.citations]} if self.citations else {}),
            **({"model": self.model} if self.model is not None else {}),
            "createdAt": rfc3339(self.created_at),
        }


@dataclass(frozen=True, slots=True)
class StateDocument:
    """The clients' shared document and its version; `etag` is what `If-Match` has to say."""

    document: Mapping[str, Any]
    version: int

    @property
    def etag(self) -> str:
        return f'"{self.version}"'


def message_of(row: sqlite3.Row) -> Message:
    """From a row of `messages` joined with `sessions.id AS session_id`."""
    return Message(
        id=row["id"],
        session_id=row["session_id"],
        role=cast("Role", row["role"]),
        content=row["content"],
        status=cast("MessageStatus", row["status"]),
        created_at=row["created_at"],
        citations=tuple(load(row["citations"])) if row["citations"] else (),
        model=row["model"],
    )
