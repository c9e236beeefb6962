"""A session as it stands after an event, and how each event changes it.

For every prefix of a log: the snapshot after it, folded over the events that follow, is the snapshot at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.clock import milliseconds
from handlers.sessions.log import Event
from handlers.sessions.model import Message
from handlers.sessions.patch import merge

LATEST_MESSAGES = 1000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state document, and the latest messages, after event `as_of_seq` of `epoch`."""

    epoch: str
    as_of_seq: int
    state: Mapping[str, Any] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()


def fold(snapshot: Snapshot, events: Iterable[Event]) -> Snapshot:
    """The snapshot after the events, which follow it without a gap. An event of an unknown type changes nothing."""
    for event in events:
        if event.epoch != snapshot.epoch or event.seq != snapshot.as_of_seq + 1:
            raise ValueError(f"event {event.epoch}-{event.seq} does not follow {snapshot.epoch}-{snapshot.as_of_seq}")
        snapshot = replace(_changed(snapshot, event), as_of_seq=event.seq)
    return snapshot


def _changed(snapshot: Snapshot, event: Event) -> Snapshot:
    data = event.data
    match event.type:
        case "session.state.changed":
            return replace(snapshot, state=merge(snapshot.state, data["patch"]))
        case "session.message.created":
            return _with(snapshot, _message(data))
        case "ai.message.started":
            answer = Message(
                data["messageId"],
                event.stream,
                "assistant",
                "",
                "streaming",
                event.at,
                tuple(data["citations"]),
                data["model"],
            )
            return _with(snapshot, answer)
        case "ai.message.completed":
            status = "cancelled" if data["finishReason"] == "cancelled" else "complete"
            return _ended(snapshot, data, status=status, citations=tuple(data["citations"]), model=data["model"])
        case "ai.message.failed":
            return _ended(snapshot, data, status="failed")
        case _:
            return snapshot


def _with(snapshot: Snapshot, message: Message) -> Snapshot:
    return replace(snapshot, messages=(*snapshot.messages, message)[-LATEST_MESSAGES:])


def _ended(snapshot: Snapshot, data: Mapping[str, Any], **changes: Any) -> Snapshot:
    return replace(
        snapshot,
        messages=tuple(
            replace(message, content=data["text"], **changes) if message.id == data["messageId"] else message
            for message in snapshot.messages
        ),
    )


def _message(data: Mapping[str, Any]) -> Message:
    return Message(
        id=data["id"],
        session_id=data["sessionId"],
        role=data["role"],
        content=data["content"],
        status=data["status"],
        created_at=milliseconds(data["createdAt"]),
        citations=tuple(data.get("citations", ())),
        model=data.get("model"),
    )
