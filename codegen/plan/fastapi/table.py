"""operations.json: what codegen.runtime needs to know of every operation besides its Python types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from codegen.contract import (
    AliasType,
    BodyKind,
    Contract,
    Declaration,
    Header,
    ListOf,
    Media,
    Nullable,
    ObjectType,
    Operation,
    Part,
    Ref,
    Response,
    Scalar,
    ScalarKind,
    Type,
    UnionType,
)
from codegen.naming import PYTHON_KEYWORDS, identifiers, snake
from codegen.plan.fastapi.channels import entry, served
from codegen.plan.fastapi.security import security_table
from codegen.resolve.operations import body_kind

RESERVED = PYTHON_KEYWORDS | {"call", "body"}


def handler_name(operation: Operation) -> str:
    name = snake(operation.words)
    return f"{name}_" if name in PYTHON_KEYWORDS else name


def parameter_names(operation: Operation) -> list[str]:
    return identifiers((p.words for p in operation.parameters), snake, RESERVED)


def inbound(contract: Contract) -> list[Operation]:
    """What clients ask of the server; webhooks and callbacks go the other way."""
    return [o for o in contract.operations if not o.webhook and not o.callback_of]


def successes(o: Operation) -> list[Response]:
    """What a handler returns; where nothing is declared but `default`, that."""
    found = [r for r in o.responses if r.status[0] in "23"]
    return found or [r for r in o.responses if r.status == "default"]


def table(contract: Contract) -> dict[str, Any]:
    return {
        "operations": [_operation(contract, operation) for operation in inbound(contract)],
        "channels": [entry(contract, channel) for channel in served(contract)],
        "schemes": {
            key: {"kind": s.kind, "in": s.place, "name": s.wire, "scheme": s.http_scheme}
            for key, s in sorted(contract.security_schemes.items())
        },
        "definitions": contract.definitions,
    }


def _operation(contract: Contract, o: Operation) -> dict[str, Any]:
    return {
        "id": o.id,
        "handler": handler_name(o),
        "method": o.method,
        "path": o.path,
        "tag": o.tag,
        "position": o.position.place,
        "security": security_table(contract, o.security),
        "parameters": [
            {
                "wire": p.wire,
                "name": name,
                "in": p.place,
                "required": p.required,
                "style": p.style,
                "explode": p.explode,
                "json": p.content_type is not None,
                "schema": p.payload.schema,
            }
            for p, name in zip(o.parameters, parameter_names(o), strict=True)
        ],
        "body": o.body and {"required": o.body.required, "content": _content(contract, o.body.content)},
        "responses": {r.status: _response(contract, r) for r in o.responses},
        "discriminator": _discriminator(contract, o),
    }


def _content(contract: Contract, content: Sequence[Media]) -> dict[str, Any]:
    return {m.content_type: _media(contract, m) for m in content}


def _media(contract: Contract, media: Media) -> dict[str, Any]:
    plain = {"kind": media.kind.value, "schema": media.payload.schema}
    return {**plain, "parts": [_part(contract, media, p) for p in media.parts]} if media.parts else plain


def _part(contract: Contract, media: Media, part: Part) -> dict[str, Any]:
    typed = {"type": part.content_type} if "charset" in part.content_type.lower() else {}
    return {
        "wire": part.wire,
        **typed,
        "json": body_kind(part.content_type) is BodyKind.JSON,
        "binary": part.wire in _binary(contract.types, media.payload.type),
        "style": part.style,
        "explode": part.explode,
    }


def _binary(types: Mapping[str, Declaration], kind: Type) -> set[str]:
    """The members of a form that are bytes, or lists of bytes."""
    found = _follow(types, kind)
    members = found.properties if isinstance(found, ObjectType) else ()
    return {p.wire for p in members if _bytes(types, _follow(types, p.type))}


def _bytes(types: Mapping[str, Declaration], kind: Type | Declaration) -> bool:
    if isinstance(kind, ListOf):
        return _bytes(types, _follow(types, kind.item))
    return kind == Scalar(ScalarKind.BINARY)


def _follow(types: Mapping[str, Declaration], kind: Type | Declaration) -> Type | Declaration:
    """What stands behind names and nullability."""
    while True:
        match kind:
            case Nullable(inner):
                kind = inner
            case Ref(name):
                kind = types[name]
            case AliasType():
                kind = kind.type
            case _:
                return kind


def _response(contract: Contract, response: Response) -> dict[str, Any]:
    headers = {h.wire: _header(h) for h in response.headers}
    return {"content": _content(contract, response.content), "headers": headers}


def _header(header: Header) -> dict[str, Any]:
    return {"required": header.required, "explode": header.explode, "schema": header.payload.schema}


def _discriminator(contract: Contract, o: Operation) -> str:
    """The member of an event's JSON that names the event, '' where there is none."""
    for response in o.responses:
        for media in response.content:
            kind = media.payload.type
            found = contract.types.get(kind.name) if isinstance(kind, Ref) else None
            if media.content_type == "text/event-stream" and isinstance(found, UnionType):
                return found.discriminator or ""
    return ""
