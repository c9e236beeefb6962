"""What a later version of a contract may send: unknown members, enum values and union cases, one change a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from codegen.contract import (
    JSON,
    AliasType,
    Declaration,
    EnumType,
    Extra,
    ListOf,
    MapOf,
    Nullable,
    ObjectType,
    Ref,
    ScalarKind,
    TupleType,
    Type,
    UnionType,
)

MEMBER = "laterMember"
UNKNOWN: JSON = {"deep": [1, None, 0.5, "text", {"b": True}]}
_VALUES = {ScalarKind.STRING: "later value", ScalarKind.INTEGER: 987654321, ScalarKind.NUMBER: 0.987654321}


def newer(types: Mapping[str, Declaration], kind: Type, value: JSON) -> Iterator[JSON]:
    """Each way in which one place of the value may be newer than its type."""
    match kind:
        case Nullable(inner):
            if value is not None:
                yield from newer(types, inner, value)
        case ListOf(item):
            yield from _items(types, [item] * len(value) if isinstance(value, list) else [], value)
        case MapOf(inner):
            yield from _members(types, dict.fromkeys(value, inner) if isinstance(value, dict) else {}, value)
        case Ref(name):
            yield from _declared(types, types[name], value)
        case _:
            return


def _declared(types: Mapping[str, Declaration], declared: Declaration, value: JSON) -> Iterator[JSON]:
    match declared:
        case AliasType():
            yield from newer(types, declared.type, value)
        case EnumType():
            if declared.base in _VALUES and value is not None:
                yield _VALUES[declared.base]
        case ObjectType() if isinstance(value, dict):
            if declared.extra is not Extra.TYPED:
                yield {**value, MEMBER: UNKNOWN}
            yield from _members(types, {p.wire: p.type for p in declared.properties}, value)
        case TupleType() if isinstance(value, list):
            yield from _items(types, list(declared.items), value)
        case UnionType() if isinstance(value, dict) and declared.discriminator is not None:
            tag = value.get(declared.discriminator)
            yield {declared.discriminator: "later case", "later": UNKNOWN}
            chosen = [
                case
                for case in declared.cases
                if any(tag is t or (tag == t and type(tag) is type(t)) for t in case.tags)
            ]
            for case in chosen:
                for changed in newer(types, case.type, value):
                    if changed.get(declared.discriminator) == tag:
                        yield changed
        case UnionType() if declared.discriminator is None and value is not None:
            yield {"laterCase": UNKNOWN}
        case _:
            return


def _members(types: Mapping[str, Declaration], kinds: Mapping[str, Type], value: JSON) -> Iterator[JSON]:
    if isinstance(value, dict):
        for name, kind in kinds.items():
            if name in value:
                yield from ({**value, name: changed} for changed in newer(types, kind, value[name]))


def _items(types: Mapping[str, Declaration], kinds: list[Type], value: JSON) -> Iterator[JSON]:
    if isinstance(value, list):
        for index, kind in enumerate(kinds[: len(value)]):
            for changed in newer(types, kind, value[index]):
                yield [*value[:index], changed, *value[index + 1 :]]
