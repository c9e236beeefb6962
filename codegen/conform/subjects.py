"""What is tried: every definition of a contract, and every other JSON value that a position of it may hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codegen.contract import (
    JSON,
    AliasType,
    AnyJson,
    BodyKind,
    Contract,
    Declaration,
    ListOf,
    MapOf,
    Never,
    Nullable,
    Operation,
    Payload,
    Ref,
    Scalar,
    ScalarKind,
    Type,
)
from codegen.diagnostics import Position
from codegen.instances import Judge
from codegen.resolve.walk import parts

_JSON = (BodyKind.JSON, BodyKind.EVENTS, BodyKind.LINES)


@dataclass(frozen=True, slots=True)
class Subject:
    """A type and the schema that says which values it must hold. `name` is unique in a contract."""

    name: str
    type: Type
    schema: JSON
    position: Position


def subjects(contract: Contract, judge: Judge) -> list[Subject]:
    """Types that hold raw bytes are left out: they are never JSON."""
    found: dict[tuple[Type, str], Subject] = {}
    names: set[str] = set()
    raw = _raw(contract.types)
    for subject in (*_definitions(contract, judge), *_positions(contract)):
        key = subject.type, json.dumps(subject.schema, sort_keys=True)
        if key in found or _holds(subject.type, raw):
            continue
        name, number = subject.name, 2
        while name in names:
            name, number = f"{subject.name} ({number})", number + 1
        names.add(name)
        found[key] = Subject(name, subject.type, subject.schema, subject.position)
    return list(found.values())


def _definitions(contract: Contract, judge: Judge) -> Iterator[Subject]:
    for key in contract.definitions:
        if key in contract.types:
            yield Subject(
                key, _referred(contract, judge, key), {"$ref": f"#/$defs/{key}"}, contract.types[key].position
            )


def _referred(contract: Contract, judge: Judge, key: str) -> Type:
    """A declaration as a reference to it is typed: that it may be null is said there."""
    kind: Type = Ref(key)
    while isinstance(kind, Ref):
        declared = contract.types[kind.name]
        if not isinstance(declared, AliasType):
            break
        kind = declared.type
    says_null = isinstance(kind, Nullable | AnyJson | Never) or kind == Scalar(ScalarKind.NULL)
    admits = judge.is_valid({"$ref": f"#/$defs/{key}"}, None)
    return Nullable(Ref(key)) if admits and not says_null else Ref(key)


def _positions(contract: Contract) -> Iterator[Subject]:
    for operation in (*contract.operations, *contract.webhooks, *contract.callbacks):
        for label, payload in _payloads(operation):
            yield Subject(f"{operation.id} {label}", payload.type, payload.schema, payload.position)
    for key, message in contract.messages.items():
        yield Subject(f"message {key}", message.payload.type, message.payload.schema, message.payload.position)
        if message.headers:
            headers = message.headers
            yield Subject(f"headers of message {key}", headers.type, headers.schema, headers.position)


def _payloads(operation: Operation) -> Iterator[tuple[str, Payload]]:
    yield from ((f"parameter {p.wire}", p.payload) for p in operation.parameters)
    for media in operation.body.content if operation.body else ():
        if media.kind in _JSON:
            yield "body", media.payload
    for response in operation.responses:
        yield from ((f"{response.status}", media.payload) for media in response.content if media.kind in _JSON)
        yield from ((f"{response.status} header {header.wire}", header.payload) for header in response.headers)


def _raw(types: Mapping[str, Declaration]) -> frozenset[str]:
    """The declarations that hold raw bytes somewhere."""
    found: set[str] = set()
    while True:
        new = {name for name, d in types.items() if name not in found and any(_holds(p, found) for p in parts(d))}
        if not new:
            return frozenset(found)
        found |= new


def _holds(kind: Type, raw: frozenset[str] | set[str]) -> bool:
    match kind:
        case Scalar(scalar):
            return scalar is ScalarKind.BINARY
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return _holds(inner, raw)
        case Ref(name):
            return name in raw
        case _:
            return False
