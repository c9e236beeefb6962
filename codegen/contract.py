"""The Contract: what any set of documents has become before a language sees it.

`resolve` makes it, `plan/<target>`, `lint` and `diff` read it. Everything that two languages would have to agree on is
decided here once: names, nullability, recursion, read and write views, how a union is told apart. A plan only joins
words by its language's case rule and escapes its keywords (`codegen.naming`).

Wire semantics: every type says which JSON it stands for; none decides validity, which `Payload.schema` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from codegen.diagnostics import Position

JSON = Any
"""A JSON value as `json.loads` gives it."""

Words = tuple[str, ...]
"""A name before any case rule: lower-case words, e.g. ('create', 'note', 'request')."""


class Missing(StrEnum):
    """The absence of a JSON value (`None` is JSON's null)."""

    MISSING = "missing"


MISSING = Missing.MISSING

# --------------------------------------------------------------------------------------------------------------------
# Types, as they stand in a position (a property, an item, a parameter)
# --------------------------------------------------------------------------------------------------------------------


class ScalarKind(StrEnum):
    """What a scalar means; the JSON it is written as is in brackets."""

    STRING = "string"  # also every format without teeth: uri, email, hostname, password, ... [string]
    BOOLEAN = "boolean"  # [boolean]
    INTEGER = "integer"  # no declared width [number]
    INT32 = "int32"  # [number]
    INT64 = "int64"  # [number]
    NUMBER = "number"  # double, float [number]
    DECIMAL = "decimal"  # format: decimal on a string [string]
    DATE_TIME = "date-time"  # RFC 3339 [string]
    DATE = "date"  # [string]
    TIME = "time"  # [string]
    DURATION = "duration"  # [string]
    UUID = "uuid"  # [string]
    BYTE = "byte"  # base64 text; stays text unless a target is configured otherwise [string]
    BINARY = "binary"  # raw bytes: a body or a multipart part, never inside JSON
    NULL = "null"  # only null [null]


@dataclass(frozen=True, slots=True)
class Scalar:
    kind: ScalarKind


@dataclass(frozen=True, slots=True)
class AnyJson:
    """Any JSON value: `{}`, `true`, or a schema whose types can't be told."""


@dataclass(frozen=True, slots=True)
class Never:
    """No value at all: `false`, `not: {}`."""


@dataclass(frozen=True, slots=True, eq=False)
class Const:
    """Exactly one scalar value (`const`, or an `enum` of one inside an object)."""

    value: JSON

    def __eq__(self, other: object) -> bool:
        """True is not 1, which Python takes for equal."""
        return isinstance(other, Const) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[bool, JSON]:
        return isinstance(self.value, bool), self.value


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with no named member: every member has this type."""

    value: Type


@dataclass(frozen=True, slots=True)
class Nullable:
    """`of` or null. Never nested, and never around AnyJson, Never, or a type that admits null already."""

    of: Type


@dataclass(frozen=True, slots=True)
class Ref:
    """A declaration: a key of `Contract.types`."""

    name: str


Type = Scalar | AnyJson | Never | Const | ListOf | MapOf | Nullable | Ref

# --------------------------------------------------------------------------------------------------------------------
# Declarations: each becomes a named type in every language
# --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Doc:
    """What the contract says to people. Text is raw: a plan escapes it for its language."""

    summary: str = ""
    description: str = ""
    deprecated: bool = False
    examples: tuple[JSON, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    wire: str  # the member's name in JSON
    words: Words
    type: Type
    required: bool
    doc: Doc
    position: Position
    default: JSON | Missing = MISSING  # documentation: never filled in on the wire
    boxed: bool = False  # this edge closes a circle of objects that a value-type language must box


class Extra(StrEnum):
    """Members that the schema does not name."""

    OPEN = "open"  # kept as any JSON
    CLOSED = "closed"  # refused by the server, kept by clients
    TYPED = "typed"  # kept with ObjectType.extra_type


@dataclass(frozen=True, slots=True)
class ObjectType:
    """An object with named members (allOf is flattened into it)."""

    name: str
    words: Words
    properties: tuple[Property, ...]  # in the contract's order
    extra: Extra
    extra_type: Type | None
    parents: tuple[str, ...]  # declarations that allOf named: documentation
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class EnumValue:
    value: JSON  # string, integer, number or boolean
    words: Words


@dataclass(frozen=True, slots=True)
class EnumType:
    """A closed list of scalars in the contract, open to newer values where a client reads it."""

    name: str
    words: Words
    base: ScalarKind  # STRING, INTEGER, NUMBER or BOOLEAN; mixed lists become unions of Const
    values: tuple[EnumValue, ...]
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class Probe:
    """A necessary condition of a union case, cheap enough for any language: a value for which it fails is not the case.

    Checked from the top: JSON type, then (objects) required members, constants of members, JSON types of members,
    named members of a closed object; (scalars) the listed values; (arrays) the JSON types of items.
    JSON types are 'null', 'boolean', 'integer', 'number' (which admits integers), 'string', 'array', 'object'.
    """

    types: tuple[str, ...]  # () means any
    required: tuple[str, ...] = ()
    constants: tuple[tuple[str, tuple[JSON, ...]], ...] = ()  # member -> values it may have when present
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()  # member -> JSON types when present
    closed: tuple[str, ...] | None = None  # the only members allowed
    values: tuple[JSON, ...] | None = None
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnionCase:
    words: Words  # the case's own name, unique in its union: ('circle',)
    type: Type
    tags: tuple[JSON, ...]  # discriminator values that select it; () without a discriminator
    probe: Probe
    doc: Doc
    schema: JSON = True  # decides, where neither tags nor probes do; its references are those of `Payload.schema`


@dataclass(frozen=True, slots=True)
class UnionType:
    """oneOf / anyOf. With a discriminator: by `tags`; otherwise the first case, in this order, whose probe holds and
    that decodes. Cases stand most specific first, the same in every language. A null case has been made a Nullable.
    """

    name: str
    words: Words
    cases: tuple[UnionCase, ...]
    discriminator: str | None  # the wire name of the member that holds the tag (its literals may be integers)
    doc: Doc
    position: Position
    recursive: bool = False  # a case holds this union again by value: a value-type language needs an indirection here
    judged: bool = False  # trying every case would double the work at each level: decided before a value is read


@dataclass(frozen=True, slots=True)
class TupleType:
    """prefixItems. `rest` types what follows; None: nothing may."""

    name: str
    words: Words
    items: tuple[Type, ...]
    rest: Type | None
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class AliasType:
    """A named schema that is no object, enum, union or tuple: a scalar with a format, a list, a map, another name."""

    name: str
    words: Words
    type: Type
    doc: Doc
    position: Position


Declaration = ObjectType | EnumType | UnionType | TupleType | AliasType

# --------------------------------------------------------------------------------------------------------------------
# HTTP
# --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Payload:
    """A value on the wire: the type it is given, and the JSON Schema (2020-12) that alone decides whether it is valid.

    References inside `schema` are `#/$defs/<key>` into `Contract.definitions`.
    """

    type: Type
    schema: JSON
    position: Position


ParameterPlace = Literal["path", "query", "header", "cookie"]
ParameterStyle = Literal["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject"]


@dataclass(frozen=True, slots=True)
class Parameter:
    wire: str
    words: Words
    place: ParameterPlace
    required: bool
    payload: Payload
    style: ParameterStyle
    explode: bool
    allow_reserved: bool
    content_type: str | None  # set where the parameter is `content`, e.g. JSON in a query string
    default: JSON | Missing
    doc: Doc
    position: Position


@dataclass(frozen=True, slots=True)
class Header:
    """A response header or a multipart part's header."""

    wire: str
    words: Words
    required: bool
    payload: Payload
    explode: bool
    doc: Doc


class BodyKind(StrEnum):
    JSON = "json"  # application/json, */*+json
    TEXT = "text"  # text/* that is not an event stream
    FORM = "form"  # application/x-www-form-urlencoded
    MULTIPART = "multipart"  # multipart/*
    EVENTS = "events"  # text/event-stream: `payload` types the JSON of each event's `data`
    LINES = "lines"  # application/jsonl, x-ndjson, json-seq: `payload` types each line
    BINARY = "binary"  # anything else


@dataclass(frozen=True, slots=True)
class Part:
    """How a member of a form or multipart body is written (OpenAPI's Encoding Object, defaults filled in)."""

    wire: str
    content_type: str
    style: ParameterStyle
    explode: bool
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    content_type: str  # as the contract writes it: application/json, image/*, ...
    kind: BodyKind
    payload: Payload
    parts: tuple[Part, ...] = ()
    examples: tuple[JSON, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestBody:
    required: bool
    content: tuple[Media, ...]  # at least one
    doc: Doc


@dataclass(frozen=True, slots=True)
class Response:
    status: str  # '200', '4XX' or 'default'
    content: tuple[Media, ...]
    headers: tuple[Header, ...]
    doc: Doc
    position: Position

    @property
    def success(self) -> bool:
        return self.status[0] in "123"


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """One scheme that a requirement asks for."""

    scheme: str  # key of Contract.security_schemes
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    key: str
    words: Words
    kind: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "other"]
    place: Literal["query", "header", "cookie", ""] = ""  # apiKey
    wire: str = ""  # apiKey: the parameter's name
    http_scheme: str = ""  # http: 'bearer', 'basic', ... in lower case
    scopes: tuple[str, ...] = ()
    doc: Doc = Doc()

    @property
    def subprotocol(self) -> str:
        """What stands before a secret that travels as a WebSocket subprotocol: browsers can send no header."""
        carried = self.kind == "apiKey" and self.place == "header" and self.wire.lower() == "sec-websocket-protocol"
        return f"{self.key}." if carried else ""


@dataclass(frozen=True, slots=True)
class Operation:
    """An HTTP operation, or a webhook's (then `path` is empty and `webhook` its name)."""

    id: str  # unique; the contract's operationId, or made from method and path
    words: Words
    method: str  # upper case
    path: str  # with {parameters} as the contract writes them
    tag: str  # the first tag; 'default' where there is none
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: tuple[Response, ...]  # in the contract's order
    security: tuple[
        tuple[SecurityUse, ...], ...
    ]  # any one of these; an empty inner tuple: anonymous is fine; (): public
    doc: Doc
    position: Position
    webhook: str = ""
    callback_of: str = ""  # the operation whose callback this is
    extensions: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    words: Words
    doc: Doc


# --------------------------------------------------------------------------------------------------------------------
# Messages (AsyncAPI)
# --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """One message; traits are merged. `tag` is the constant of the channel's discriminating member, if it has one."""

    key: str  # unique in the contract
    words: Words
    payload: Payload
    headers: Payload | None
    content_type: str
    tag: JSON | Missing
    correlation: str | None  # a runtime expression: $message.payload#/metadata/ref
    doc: Doc
    position: Position
    extensions: Mapping[str, JSON] = field(default_factory=dict)  # x-durability, ...


@dataclass(frozen=True, slots=True)
class Reply:
    messages: tuple[str, ...]  # keys of Contract.messages
    channel: str | None
    address: str | None  # a runtime expression


@dataclass(frozen=True, slots=True)
class ChannelOperation:
    """What the application described by the document does: it receives from, or sends to, its peers."""

    id: str
    words: Words
    action: Literal["send", "receive"]
    channel: str
    messages: tuple[str, ...]
    reply: Reply | None
    security: tuple[tuple[SecurityUse, ...], ...]
    doc: Doc
    position: Position
    extensions: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Channel:
    """`receives` and `sends` are the messages in each direction from the document's application's point of view, and
    `*_type` their union (None where there is none), discriminated by `discriminator` where every message has a tag.
    """

    key: str
    words: Words
    address: str | None
    parameters: tuple[Parameter, ...]
    messages: tuple[str, ...]
    receives: tuple[str, ...]
    sends: tuple[str, ...]
    receives_type: Payload | None
    sends_type: Payload | None
    discriminator: str | None
    websocket: Mapping[str, JSON] | None  # the WebSocket binding, where one applies
    operations: tuple[str, ...]
    doc: Doc
    position: Position
    extensions: Mapping[str, JSON] = field(default_factory=dict)  # x-close-codes, ...
    security: tuple[tuple[SecurityUse, ...], ...] = ()  # any one of these opens a connection; (): public


# --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    doc: Doc


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a server serves it: bundled, every reference to another file brought inside."""

    kind: Literal["openapi", "asyncapi"]
    version: str  # of the specification, as written
    file: str
    document: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Contract:
    title: str
    version: str
    doc: Doc
    sources: tuple[Source, ...]
    servers: tuple[Server, ...]
    tags: tuple[Tag, ...]  # declared ones first, in order; then those that only operations name
    types: Mapping[str, Declaration]  # by final PascalCase name, unique without regard to case; sorted by name
    definitions: Mapping[str, JSON]  # '$defs' of every Payload.schema (JSON Schema 2020-12)
    operations: tuple[Operation, ...]
    webhooks: tuple[Operation, ...]
    callbacks: tuple[Operation, ...]
    channels: tuple[Channel, ...]
    channel_operations: tuple[ChannelOperation, ...]
    messages: Mapping[str, Message]
    security_schemes: Mapping[str, SecurityScheme]

    @property
    def tag_words(self) -> dict[str, Words]:
        """The name of every tag that an operation has."""
        return {tag.name: tag.words for tag in self.tags}
