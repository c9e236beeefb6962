"""Channels of a Contract as Swift methods that open a connection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codegen.contract import Channel, Payload
from codegen.naming import pascal
from codegen.plan.swift.literals import comment, members, text
from codegen.plan.swift.operations import TypeNames, parameter_statement, path_text, security_statement
from codegen.plan.swift.types import Spelling, wrapped_list
from codegen.plan.swift.views import ChannelView

LOCALS = frozenset({"call", "options", "protocols", "query", "sender", "sockets"})


def plan_channels(channels: Sequence[Channel], spelling: Spelling, names: TypeNames) -> list[ChannelView]:
    """One for each channel with an address. What the application sends comes in here, and the other way round."""
    addressed = [channel for channel in channels if channel.address is not None]
    methods = members(("connect", *channel.words) for channel in addressed)
    return [_channel(channel, method, spelling, names) for channel, method in zip(addressed, methods, strict=True)]


def _channel(channel: Channel, method: str, spelling: Spelling, names: TypeNames) -> ChannelView:
    arguments = members((p.words for p in channel.parameters), LOCALS)
    pairs = list(zip(channel.parameters, arguments, strict=True))
    required = [f"{n}: {spelling.slot(p.payload.type, True)}" for p, n in pairs if p.required or p.place == "path"]
    optional = [
        f"{n}: {spelling.slot(p.payload.type, False)} = nil" for p, n in pairs if not (p.required or p.place == "path")
    ]
    fill = [parameter_statement(replace(p, explode=p.place in ("query", "cookie")), n) for p, n in pairs]
    last = ["query: [String: JSONValue] = [:]", "protocols: [String] = []", "options: CallOptions? = nil"]
    path = "/" + (channel.address or "").lstrip("/")
    begin = [text(channel.key), text("GET"), text(path_text(path))]
    return ChannelView(
        name=method,
        connection=names.new(f"{pascal(channel.words)}Connection"),
        doc=comment(channel.doc, indent=4),
        incoming=_type(channel.sends_type, spelling),
        outgoing=_type(channel.receives_type, spelling),
        parameters=wrapped_list([*required, *optional, *last], 4),
        call=f"HTTPCall({wrapped_list(begin, 8)})",
        fill=(*fill, *security_statement(channel.security)),
    )


def _type(payload: Payload | None, spelling: Spelling) -> str:
    return "Never" if payload is None else spelling.of(payload.type)
