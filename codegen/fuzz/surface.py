"""Surface: one WebSocket channel of a contract as whoever connects to it sees it, with a judge for every frame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from codegen.contract import Channel, Contract, Message, Parameter
from codegen.diagnostics import Position, ToolchainError
from codegen.load import unescape
from codegen.runtime.validation import Schema, bounded

JSON = Any

ERROR_WORDS = frozenset({
    "error", "errors", "refused", "rejected", "reject", "failed", "failure", "invalid", "denied", "problem", "fault",
    "nack", "exception",
})  # fmt: skip
RFC_CODES = frozenset({1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1012, 1013})
"""What a server may close with where the channel says nothing of it; 1006 and 1011 are crashes always."""


class FuzzError(ToolchainError):
    """The run cannot begin: nothing to fuzz, no server, no credential."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """A message in one direction. `replies` are keys of the answers that its operation declares."""

    key: str
    message: Message
    schema: Schema | None  # None where its content is no JSON
    replies: frozenset[str] = frozenset()
    error: bool = False

    def admits(self, value: JSON) -> bool:
        return self.schema is None or not self.schema.check(value)

    @property
    def position(self) -> Position:
        return self.message.position


@dataclass(frozen=True, slots=True)
class Surface:
    """`takes`: what the server receives; `gives`: all that it may send; both by the message's key.

    `sent`: those of `takes` that are sent to it; others only help to tell what is valid. `secured`: nobody gets in
    without a credential.
    """

    key: str
    address: str
    parameters: tuple[Parameter, ...]
    headers: Mapping[str, JSON]  # JSON Schema of the upgrade's headers
    discriminator: str | None
    takes: Mapping[str, Kind]
    gives: Mapping[str, Kind]
    codes: frozenset[int]
    definitions: Mapping[str, JSON]
    position: Position
    sent: tuple[str, ...] = ()
    secured: bool = False

    def valid(self, value: JSON) -> bool:
        """Whether a frame is one of the messages that the server takes."""
        return any(kind.admits(value) for kind in self.takes.values())

    def given(self, value: JSON) -> Kind | None:
        """Which declared message a received frame is."""
        tag = value.get(self.discriminator) if isinstance(value, dict) and self.discriminator else None
        named = [k for k in self.gives.values() if isinstance(tag, str) and k.message.tag == tag]
        return next((kind for kind in named or self.gives.values() if kind.admits(value)), None)


def surfaces(contract: Contract, *, client: bool = False, errors: Collection[str] = ()) -> tuple[Surface, ...]:
    """Every WebSocket channel that has an address. `client`: the document describes the client, so directions turn.

    `errors`: names of messages that refuse, besides those whose name says so or that have `x-error: true`.
    """
    definitions = {key: bounded(schema) for key, schema in contract.definitions.items()}
    unknown = set(errors) - set(contract.messages)
    if unknown:
        raise FuzzError(f"there is no message {', '.join(sorted(unknown))}; there are {', '.join(contract.messages)}")
    return tuple(
        _surface(contract, channel, definitions, client, errors)
        for channel in contract.channels
        if channel.websocket is not None and channel.address
    )


def _surface(
    contract: Contract, channel: Channel, definitions: Mapping[str, JSON], client: bool, errors: Collection[str]
) -> Surface:
    inward, outward = (channel.sends, channel.receives) if client else (channel.receives, channel.sends)
    replies: dict[str, set[str]] = {}
    for operation in contract.channel_operations:
        if operation.channel == channel.key and operation.reply and operation.reply.channel in (None, channel.key):
            for key in operation.messages:
                replies.setdefault(key, set()).update(operation.reply.messages)

    def kinds(keys: Iterable[str]) -> dict[str, Kind]:
        return {key: _kind(contract.messages[key], definitions, replies.get(key, set()), errors) for key in keys}

    headers, takes = (channel.websocket or {}).get("headers"), kinds(inward)
    return Surface(
        key=channel.key,
        address=channel.address or "",
        parameters=channel.parameters,
        headers=headers if isinstance(headers, dict) else {},
        discriminator=channel.discriminator,
        takes=takes,
        gives=kinds(outward),
        codes=_codes(channel),
        definitions=definitions,
        position=channel.position,
        sent=tuple(key for key, kind in takes.items() if kind.schema is not None),
        secured=bool(channel.security) and all(channel.security),
    )


def _kind(message: Message, definitions: Mapping[str, JSON], replies: set[str], errors: Collection[str]) -> Kind:
    json = "json" in message.content_type
    said = message.extensions.get("x-error")
    return Kind(
        key=message.key,
        message=message,
        schema=Schema(message.payload.schema, definitions) if json else None,
        replies=frozenset(replies),
        error=bool(said) if said is not None else message.key in errors or bool(ERROR_WORDS & set(message.words)),
    )


def _codes(channel: Channel) -> frozenset[int]:
    declared = channel.extensions.get("x-close-codes")
    if not isinstance(declared, dict):
        return RFC_CODES
    return frozenset({1000, 1001, *(int(code) for code in declared if str(code).isdigit())})


def correlation(kind: Kind, value: JSON) -> JSON | None:
    """What stands at a message's correlation id: `$message.payload#/pointer` (Runtime Expression). None: nothing."""
    for token in correlation_path(kind) or ("",):
        if not isinstance(value, dict) or token not in value:
            return None
        value = value[token]
    return value


def correlation_path(kind: Kind) -> tuple[str, ...] | None:
    location = kind.message.correlation or ""
    head, _, pointer = location.partition("#/")
    return tuple(unescape(token) for token in pointer.split("/")) if head == "$message.payload" and pointer else None
