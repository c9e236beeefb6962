"""Probes of union cases, and their order: decided once, so that every language takes the same case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from codegen.contract import (
    JSON,
    AliasType,
    AnyJson,
    Const,
    Declaration,
    EnumType,
    Extra,
    ListOf,
    MapOf,
    Never,
    Nullable,
    ObjectType,
    Probe,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    UnionType,
)

_KINDS = {
    ScalarKind.BOOLEAN: "boolean",
    ScalarKind.INTEGER: "integer",
    ScalarKind.INT32: "integer",
    ScalarKind.INT64: "integer",
    ScalarKind.NUMBER: "number",
    ScalarKind.NULL: "null",
}
ORDER = ("null", "boolean", "integer", "number", "string", "array", "object")


class Probes:
    def __init__(self, types: Mapping[str, Declaration]) -> None:
        self._types = types

    def complete(self, union: UnionType) -> UnionType:
        """The union with a probe a case; without a discriminator the most specific case comes first."""
        cases = [replace(case, probe=self.probe(case.type)) for case in union.cases]
        if union.discriminator is None:
            cases.sort(key=lambda case: _rank(case.probe))
        return replace(union, cases=tuple(cases))

    def probe(self, kind: Type) -> Probe:
        found = self._follow(kind)
        match found:
            case ObjectType():
                return self._object(found)
            case EnumType():
                return Probe((_KINDS.get(found.base, "string"),), values=tuple(v.value for v in found.values))
            case Const(value):
                return Probe(self.json_types(found), values=(value,))
            case ListOf(item):
                return Probe(("array",), items=self.json_types(item))
            case _:
                return Probe(self.json_types(kind))

    def json_types(self, kind: Type | Declaration, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The JSON types of a type's values; () where any is possible."""
        match kind:
            case Ref(name):
                if name in seen:
                    return ()
                return self.json_types(self._types[name], seen | {name})
            case Scalar(scalar):
                return (_KINDS.get(scalar, "string"),)
            case Const(value):
                return (json_type(value),)
            case ListOf() | TupleType():
                return ("array",)
            case MapOf() | ObjectType():
                return ("object",)
            case EnumType():
                return (_KINDS.get(kind.base, "string"),)
            case Nullable(inner):
                return self._any_of([("null",), self.json_types(inner, seen)])
            case AliasType():
                return self.json_types(kind.type, seen)
            case UnionType():
                return self._any_of([self.json_types(case.type, seen) for case in kind.cases])
            case AnyJson() | Never():
                return ()

    def _any_of(self, groups: list[tuple[str, ...]]) -> tuple[str, ...]:
        if not all(groups):
            return ()
        found = {name for group in groups for name in group}
        return tuple(name for name in ORDER if name in found)

    def _object(self, found: ObjectType) -> Probe:
        constants, members = [], []
        for p in found.properties:
            values = self._values(p.type)
            if values:
                constants.append((p.wire, values))
            kinds = self.json_types(p.type)
            if kinds:
                members.append((p.wire, kinds))
        return Probe(
            types=("object",),
            required=tuple(p.wire for p in found.properties if p.required),
            constants=tuple(constants),
            members=tuple(members),
            closed=tuple(p.wire for p in found.properties) if found.extra is Extra.CLOSED else None,
        )

    def _values(self, kind: Type) -> tuple[JSON, ...]:
        found = self._follow(kind)
        match found:
            case Const(value):
                return (value,)
            case EnumType():
                return tuple(v.value for v in found.values)
            case Nullable(inner):
                values = self._values(inner)
                return (*values, None) if values else ()
            case _:
                return ()

    def _follow(self, kind: Type) -> Type | Declaration:
        """What a reference finally names; aliases are seen through."""
        seen = set()
        found: Type | Declaration = kind
        while isinstance(found, Ref | AliasType):
            name = found.name
            if name in seen:
                return AnyJson()
            seen.add(name)
            declared = self._types[name]
            found = declared.type if isinstance(declared, AliasType) else declared
        return found


def json_type(value: JSON) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _rank(probe: Probe) -> tuple[int, int, int]:
    """Values before open scalars, integers before numbers, the object that asks for more before the one for less."""
    loose = 2 if not probe.types else 1 if probe.types == ("number",) else 0
    listed = 0 if probe.values is not None else 1
    asked = len(probe.constants) + len(probe.required) + (1 if probe.closed is not None else 0)
    return loose, listed, -asked if probe.types == ("object",) else 0
