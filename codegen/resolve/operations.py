"""Parsed operations -> the Contract's: every schema place becomes a Payload, every default is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from codegen.contract import (
    JSON,
    MISSING,
    AliasType,
    AnyJson,
    BodyKind,
    Const,
    Declaration,
    EnumType,
    Header,
    ListOf,
    MapOf,
    Media,
    Nullable,
    ObjectType,
    Operation,
    Parameter,
    Part,
    Payload,
    Ref,
    RequestBody,
    Response,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    UnionType,
)
from codegen.diagnostics import Position
from codegen.naming import words
from codegen.parse.model import (
    ParsedBody,
    ParsedHeader,
    ParsedMedia,
    ParsedOperation,
    ParsedParameter,
    ParsedPart,
    ParsedResponse,
    SchemaUse,
)

TEXT = Scalar(ScalarKind.STRING)
RAW = Scalar(ScalarKind.BINARY)


@dataclass(frozen=True, slots=True)
class Positions:
    """What the earlier steps know of schema places: the payload of a use, and the declarations."""

    payload: Callable[[SchemaUse], Payload]
    types: Mapping[str, Declaration]


def body_kind(content_type: str) -> BodyKind:
    """How bodies of a media type are written and read."""
    name = content_type.split(";", maxsplit=1)[0].strip().lower()
    if re.fullmatch(r"application/json|.*\+json|\*/\*|application/\*|text/json", name):
        return BodyKind.JSON
    if name == "text/event-stream":
        return BodyKind.EVENTS
    if name in ("application/jsonl", "application/x-ndjson", "application/ndjson", "application/json-seq"):
        return BodyKind.LINES
    if name == "application/x-www-form-urlencoded":
        return BodyKind.FORM
    if name.startswith("multipart/"):
        return BodyKind.MULTIPART
    return BodyKind.TEXT if name.startswith("text/") or name.endswith(("/xml", "+xml")) else BodyKind.BINARY


def operation(parsed: ParsedOperation, positions: Positions) -> Operation:
    return Operation(
        id=parsed.id,
        words=parsed.words,
        method=parsed.method,
        path=parsed.path,
        tag=parsed.tag,
        parameters=tuple(parameter(p, positions) for p in parsed.parameters),
        body=_body(parsed.body, positions) if parsed.body else None,
        responses=tuple(_response(r, positions) for r in parsed.responses),
        security=parsed.security,
        doc=parsed.doc,
        position=parsed.position,
        webhook=parsed.webhook,
        callback_of=parsed.callback_of,
        extensions=parsed.extensions,
    )


def parameter(parsed: ParsedParameter, positions: Positions) -> Parameter:
    payload = _payload(parsed.schema, TEXT, {"type": "string"}, parsed.position, positions)
    return Parameter(
        wire=parsed.wire,
        words=words(parsed.wire),
        place=parsed.place,
        required=parsed.required,
        payload=payload,
        style=parsed.style,
        explode=parsed.explode,
        allow_reserved=parsed.allow_reserved,
        content_type=parsed.content_type,
        default=payload.schema.get("default", MISSING) if isinstance(payload.schema, dict) else MISSING,
        doc=parsed.doc,
        position=parsed.position,
    )


def _body(parsed: ParsedBody, positions: Positions) -> RequestBody:
    return RequestBody(parsed.required, tuple(_media(m, positions) for m in parsed.content), parsed.doc)


def _response(parsed: ParsedResponse, positions: Positions) -> Response:
    return Response(
        status=parsed.status,
        content=tuple(_media(m, positions) for m in parsed.content),
        headers=tuple(_header(h, parsed.position, positions) for h in parsed.headers),
        doc=parsed.doc,
        position=parsed.position,
    )


def _header(parsed: ParsedHeader, position: Position, positions: Positions) -> Header:
    payload = _payload(parsed.schema, TEXT, {"type": "string"}, position, positions)
    return Header(parsed.wire, words(parsed.wire), parsed.required, payload, parsed.explode, parsed.doc)


def _media(parsed: ParsedMedia, positions: Positions) -> Media:
    kind = body_kind(parsed.content_type)
    if kind is BodyKind.BINARY or (kind is BodyKind.JSON and parsed.schema is None and "*" in parsed.content_type):
        kind, payload = BodyKind.BINARY, Payload(RAW, True, parsed.position)
    else:
        fallback = TEXT if kind is BodyKind.TEXT else AnyJson()
        payload = _payload(parsed.schema, fallback, True, parsed.position, positions)
        if kind is BodyKind.JSON and "*" in parsed.content_type and _follow(payload.type, positions.types) == RAW:
            kind, payload = BodyKind.BINARY, Payload(RAW, True, parsed.position)  # the schema says that it is bytes
        if kind is BodyKind.TEXT and not _scalar(payload.type, positions.types):
            payload = Payload(TEXT, True, parsed.position)  # a schema of an XML document types no text
    parts = (
        tuple(_parts(payload.type, parsed.encoding, positions)) if kind in (BodyKind.FORM, BodyKind.MULTIPART) else ()
    )
    return Media(parsed.content_type, kind, payload, parts, parsed.examples)


def _scalar(kind: Type, types: Mapping[str, Declaration]) -> bool:
    found = _follow(kind, types)
    return isinstance(found, Scalar | Const | EnumType)


def _payload(use: SchemaUse | None, kind: Type, schema: JSON, position: Position, positions: Positions) -> Payload:
    return positions.payload(use) if use else Payload(kind, schema, position)


def _parts(kind: Type, encoding: Mapping[str, ParsedPart], positions: Positions) -> Iterable[Part]:
    """OAS 4.8.15.1: the part of each member, with the content type that its type implies unless one is given."""
    found = _follow(kind, positions.types)
    if not isinstance(found, ObjectType):
        return
    for p in found.properties:
        given = encoding.get(p.wire)
        yield Part(
            wire=p.wire,
            content_type=given.content_type if given and given.content_type else _part_type(p.type, positions.types),
            style=given.style if given and given.style else "form",
            explode=given.explode
            if given and given.explode is not None
            else not (given and given.style) or given.style == "form",
            headers=tuple(_header(h, p.position, positions) for h in given.headers) if given else (),
        )


def _part_type(kind: Type, types: Mapping[str, Declaration]) -> str:
    match _follow(kind, types):
        case Scalar(ScalarKind.BINARY):
            return "application/octet-stream"
        case ListOf(item):
            return _part_type(item, types)
        case ObjectType() | MapOf() | UnionType() | TupleType() | AnyJson():
            return "application/json"
        case _:
            return "text/plain"


def _follow(kind: Type, types: Mapping[str, Declaration]) -> Type | Declaration:
    """What stands behind aliases and nullability."""
    seen = set()
    found: Type | Declaration = kind
    while True:
        match found:
            case Nullable(inner):
                found = inner
            case Ref(name) if name not in seen:
                seen.add(name)
                found = types[name]
            case AliasType():
                found = found.type
            case _:
                return found
