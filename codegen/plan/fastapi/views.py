"""What the templates of target `fastapi` see: every string is final."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MethodView:
    """One operation of a protocol."""

    head: str  # 'async def' or 'def' and the name
    parameters: tuple[str, ...]  # 'limit: int = 20'
    result: str
    doc: str


@dataclass(frozen=True, slots=True)
class TypesView:
    """One entry of TYPES."""

    operation: str
    parameters: tuple[str, ...]  # '"limit": int'
    body: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagView:
    """One module: a tag's protocol and types."""

    title: str
    models: str  # the package of models
    imports: str  # names from it, comma separated
    protocol: str
    methods: tuple[MethodView, ...]
    types: tuple[TypesView, ...]


@dataclass(frozen=True, slots=True)
class ChannelMethodView:
    """A message that one operation of a channel receives."""

    name: str
    message: str  # the type of the received message
    reply: str  # the type of the possible replies
    doc: str


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One module: a channel's connection, handlers and types."""

    title: str
    name: str  # 'Ws' of WsHandlers, WsConnection
    key: str  # quoted
    models: str
    imports: str
    doc: str
    sends: str  # the type of all sent messages
    close_codes: str  # quoted names, comma separated
    parameters: tuple[str, ...]  # 'room_id: str'
    parameter_types: tuple[str, ...]  # '"room_id": str'
    receive_types: tuple[str, ...]  # '"join": Join'
    methods: tuple[ChannelMethodView, ...]


@dataclass(frozen=True, slots=True)
class ChannelImport:
    module: str
    name: str
    key: str  # quoted


@dataclass(frozen=True, slots=True)
class TagImport:
    module: str
    protocol: str
    tag: str  # quoted


@dataclass(frozen=True, slots=True)
class ServerView:
    title: str
    tags: tuple[TagImport, ...]
    channels: tuple[ChannelImport, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    text: str
