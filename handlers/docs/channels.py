"""The channels of an AsyncAPI document as a page shows them: operations, messages, close codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.docs.schemas import SchemaView, schema_view

_DOCUMENT = "asyncapi"


@dataclass(frozen=True, slots=True)
class CloseCodeView:
    code: str
    name: str
    reconnect: bool
    description: str


@dataclass(frozen=True, slots=True)
class MessageView:
    key: str
    name: str
    summary: str
    traits: tuple[str, ...]
    payload: SchemaView


@dataclass(frozen=True, slots=True)
class ChannelOperationView:
    """`direction` is seen from the client. Messages and replies are keys of messages."""

    id: str
    direction: str
    title: str
    messages: tuple[str, ...]
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelView:
    key: str
    address: str
    title: str
    description: str
    operations: tuple[ChannelOperationView, ...]
    close_codes: tuple[CloseCodeView, ...]


def channel_views(document: Mapping[str, Any]) -> tuple[ChannelView, ...]:
    return tuple(
        ChannelView(
            key,
            channel["address"],
            channel.get("title", ""),
            channel.get("description", ""),
            tuple(
                _operation(name, operation)
                for name, operation in document["operations"].items()
                if _last(operation["channel"]) == key
            ),
            tuple(
                CloseCodeView(code, meaning["name"], meaning["reconnect"], meaning["description"])
                for code, meaning in channel.get("x-close-codes", {}).items()
            ),
        )
        for key, channel in document["channels"].items()
    )


def message_views(document: Mapping[str, Any]) -> tuple[MessageView, ...]:
    components = document["components"]
    return tuple(
        MessageView(
            key,
            message.get("name", key),
            message.get("summary", ""),
            tuple(
                components["messageTraits"][_last(trait)].get("description", "") for trait in message.get("traits", ())
            ),
            schema_view(message["payload"], _DOCUMENT),
        )
        for key, message in components["messages"].items()
    )


def _operation(name: str, operation: Mapping[str, Any]) -> ChannelOperationView:
    # The document is written from the server's point of view, and its readers write clients.
    direction = "send" if operation["action"] == "receive" else "receive"
    messages = tuple(_last(reference) for reference in operation.get("messages", ()))
    replies = tuple(_last(reference) for reference in operation.get("reply", {}).get("messages", ()))
    return ChannelOperationView(name, direction, operation.get("title", ""), messages, replies)


def _last(reference: Mapping[str, Any]) -> str:
    return str(reference["$ref"]).rsplit("/", 1)[-1]
