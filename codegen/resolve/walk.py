"""Walking and rewriting the types inside declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from codegen.contract import (
    AliasType,
    Declaration,
    EnumType,
    ListOf,
    MapOf,
    Nullable,
    ObjectType,
    Ref,
    TupleType,
    Type,
    UnionType,
)


def parts(declaration: Declaration) -> Iterator[Type]:
    """The types that a declaration is made of."""
    match declaration:
        case ObjectType():
            yield from (p.type for p in declaration.properties)
            if declaration.extra_type is not None:
                yield declaration.extra_type
        case UnionType():
            yield from (case.type for case in declaration.cases)
        case TupleType():
            yield from declaration.items
            if declaration.rest is not None:
                yield declaration.rest
        case AliasType():
            yield declaration.type
        case EnumType():
            return


def map_type(kind: Type, change: Callable[[Ref], Type]) -> Type:
    """The type with every reference changed."""
    match kind:
        case Ref():
            return change(kind)
        case ListOf(item):
            return ListOf(map_type(item, change))
        case MapOf(value):
            return MapOf(map_type(value, change))
        case Nullable(inner):
            return Nullable(map_type(inner, change))
        case _:
            return kind


def map_parts(declaration: Declaration, change: Callable[[Type], Type]) -> Declaration:
    """The declaration with each of its parts changed."""
    match declaration:
        case ObjectType():
            extra = None if declaration.extra_type is None else change(declaration.extra_type)
            properties = tuple(replace(p, type=change(p.type)) for p in declaration.properties)
            return replace(declaration, properties=properties, extra_type=extra)
        case UnionType():
            return replace(declaration, cases=tuple(replace(c, type=change(c.type)) for c in declaration.cases))
        case TupleType():
            rest = None if declaration.rest is None else change(declaration.rest)
            return replace(declaration, items=tuple(map(change, declaration.items)), rest=rest)
        case AliasType():
            return replace(declaration, type=change(declaration.type))
        case EnumType():
            return declaration


def references(kind: Type) -> Iterator[str]:
    """The declarations that a type names."""
    match kind:
        case Ref(name):
            yield name
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            yield from references(inner)
        case _:
            return


def held(kind: Type) -> str | None:
    """The declaration whose value stands inside a value of this type itself, not in a list or map of its own."""
    match kind:
        case Ref(name):
            return name
        case Nullable(inner):
            return held(inner)
        case _:
            return None
