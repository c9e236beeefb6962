"""What parsing leaves of a document: its operations, channels and messages, every reference but a schema's followed.

Schemas are still places (`SchemaUse`): `resolve` names them all at once. Field names follow the specifications.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from codegen.contract import (
    JSON,
    ChannelOperation,
    Doc,
    Missing,
    ParameterPlace,
    ParameterStyle,
    SecurityScheme,
    SecurityUse,
    Server,
    Tag,
    Words,
)
from codegen.diagnostics import Position
from codegen.load import At

View = Literal["read", "write"]
Dialect = Literal["3.0", "3.1", "2020-12", "draft-07"]
"""What a schema's keywords mean: OpenAPI 3.0's, OpenAPI 3.1's and AsyncAPI's, or JSON Schema's own by the letter."""


@dataclass(frozen=True, slots=True)
class SchemaUse:
    """A schema in a position. `words` name it should it stand inline; `binary` where raw bytes may stand for it."""

    at: At
    words: Words
    view: View
    binary: bool = False


@dataclass(frozen=True, slots=True)
class ParsedHeader:
    wire: str
    required: bool
    schema: SchemaUse | None
    explode: bool
    doc: Doc


@dataclass(frozen=True, slots=True)
class ParsedPart:
    content_type: str | None
    style: ParameterStyle | None
    explode: bool | None
    headers: tuple[ParsedHeader, ...]


@dataclass(frozen=True, slots=True)
class ParsedMedia:
    content_type: str
    schema: SchemaUse | None
    encoding: Mapping[str, ParsedPart]
    examples: tuple[JSON, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class ParsedParameter:
    wire: str
    place: ParameterPlace
    required: bool
    schema: SchemaUse | None
    style: ParameterStyle
    explode: bool
    allow_reserved: bool
    content_type: str | None
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class ParsedBody:
    required: bool
    content: tuple[ParsedMedia, ...]
    doc: Doc


@dataclass(frozen=True, slots=True)
class ParsedResponse:
    status: str
    content: tuple[ParsedMedia, ...]
    headers: tuple[ParsedHeader, ...]
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class ParsedOperation:
    id: str  # its own, else method and path
    named: bool  # whether the id is its own
    words: Words
    method: str
    path: str
    tag: str
    parameters: tuple[ParsedParameter, ...]
    body: ParsedBody | None
    responses: tuple[ParsedResponse, ...]
    security: tuple[tuple[SecurityUse, ...], ...]
    doc: Doc
    position: Position
    webhook: str = ""
    callback_of: str = ""
    extensions: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    key: str
    at: At
    words: Words
    payload: SchemaUse | None
    headers: tuple[SchemaUse, ...]  # the message's own and its traits', all of which hold
    content_type: str
    correlation: str | None
    doc: Doc
    position: Position
    extensions: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class ParsedChannel:
    key: str
    at: At
    words: Words
    address: str | None
    parameters: tuple[tuple[str, Doc, tuple[str, ...], JSON | Missing], ...]  # name, doc, enum, default
    messages: tuple[At, ...]
    query: SchemaUse | None  # the WebSocket binding's query, an object schema
    websocket: Mapping[str, Any] | None
    doc: Doc
    position: Position
    extensions: Mapping[str, JSON]
    security: tuple[tuple[SecurityUse, ...], ...]  # any one of these, of its servers


@dataclass(frozen=True, slots=True)
class ParsedChannelOperation:
    """`operation` with message and channel keys still empty; the places say which they are."""

    operation: ChannelOperation
    channel: At | None
    messages: tuple[At, ...] | None  # None: all of the channel's
    has_reply: bool
    reply_channel: At | None
    reply_messages: tuple[At, ...] | None
    reply_address: str | None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    kind: Literal["openapi", "asyncapi"]
    version: str
    at: At
    dialect: Dialect
    title: str
    release: str  # info.version
    doc: Doc
    servers: tuple[Server, ...] = ()
    tags: tuple[Tag, ...] = ()
    schemas: tuple[SchemaUse, ...] = ()  # components.schemas
    operations: tuple[ParsedOperation, ...] = ()
    messages: tuple[ParsedMessage, ...] = ()
    channels: tuple[ParsedChannel, ...] = ()
    channel_operations: tuple[ParsedChannelOperation, ...] = ()
    security_schemes: Mapping[str, SecurityScheme] = field(default_factory=dict)
