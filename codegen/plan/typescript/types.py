"""Types and declarations of a Contract in TypeScript's syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import Literal, Self

from codegen.contract import (
    JSON,
    AliasType,
    AnyJson,
    Const,
    Contract,
    Declaration,
    EnumType,
    Extra,
    ListOf,
    MapOf,
    Never,
    Nullable,
    ObjectType,
    Property,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    UnionType,
)
from codegen.plan.typescript.imports import Imports
from codegen.plan.typescript.literals import RESERVED, comment, key, literal, text
from codegen.plan.typescript.views import MemberView, TypeView
from codegen.resolve.walk import parts, references

Int64 = Literal["bigint", "number", "string"]

INHERITED = frozenset({
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
})  # fmt: skip
SCALARS = {
    ScalarKind.BOOLEAN: "boolean",
    ScalarKind.INTEGER: "number",
    ScalarKind.INT32: "number",
    ScalarKind.NUMBER: "number",
    ScalarKind.NULL: "null",
}


class Spelling:
    """How the types of one contract are written in one file. Every name that is written is recorded in `imports`."""

    def __init__(self, contract: Contract, int64: Int64, imports: Imports) -> None:
        self.types = contract.types
        self.int64: Int64 = int64
        self.imports = imports
        self._names = {name: f"{name}_" if name in RESERVED else name for name in contract.types}
        self.read = reachable(contract.types, _read(contract))
        self.tags = frozenset(_tags(contract.types.values()))

    def inside(self, imports: Imports) -> Self:
        """The same types as another file writes them."""
        other = copy(self)
        other.imports = imports
        return other

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names.values())

    def name(self, declared: str) -> str:
        return self._names[declared]

    def of(self, kind: Type, newer: bool = False) -> str:
        """`newer`: where this is read, and an enum may hold values that the contract does not know yet."""
        match kind:
            case Scalar(ScalarKind.INT64):
                self.imports.exact_json |= self.int64 == "bigint"
                return self.int64
            case Scalar(ScalarKind.BINARY):
                return "globalThis.Blob" if "Blob" in self.types and self._declares else "Blob"
            case Scalar(scalar):
                return SCALARS.get(scalar, "string")
            case AnyJson():
                return self.imports.type("runtime/json", "JsonValue")
            case Never():
                return "never"
            case Const(value):
                return self.constant(value, is_wide(value))
            case ListOf(item):
                inner = self.of(item, newer)
                return f"({inner})[]" if " " in inner else f"{inner}[]"
            case MapOf(value):
                return f"{{ [name: string]: {self.of(value, newer)} }}"
            case Nullable(inner_type):
                return f"{self.of(inner_type, newer)} | null"
            case Ref(name):
                spelled = self._names[name]
                if not self._declares:
                    spelled = self.imports.types_of("types", "t") + spelled
                if newer and self._is_open(name):
                    return f"{self.imports.type('runtime/newer', 'OrNewer')}<{spelled}>"
                return spelled

    def constant(self, value: JSON, wide: bool) -> str:
        """A constant's type; `wide` where it is read as an int64."""
        if not wide or self.int64 == "number":
            return literal(value)
        self.imports.exact_json |= self.int64 == "bigint"
        return f"{value}n" if self.int64 == "bigint" else text(str(value))

    def resolved(self, kind: Type) -> Type:
        """The type behind aliases."""
        seen: set[str] = set()
        while isinstance(kind, Ref) and kind.name not in seen:
            seen.add(kind.name)
            declared = self.types[kind.name]
            if not isinstance(declared, AliasType):
                break
            kind = declared.type
        return kind

    def is_textual(self, kind: Type) -> bool:
        """Whether its JSON is always a string."""
        match self.resolved(kind):
            case Scalar(scalar):
                return scalar not in SCALARS and scalar is not ScalarKind.INT64
            case Const(value):
                return isinstance(value, str)
            case Ref(name):
                declared = self.types[name]
                return isinstance(declared, EnumType) and declared.base is ScalarKind.STRING
            case _:
                return False

    def is_bare(self, kind: Type) -> bool:
        """Whether its text is that of its JSON: a number, a bigint or a boolean."""
        match self.resolved(kind):
            case Scalar(ScalarKind.INT64):
                return self.int64 != "string"
            case Scalar(scalar):
                return scalar in SCALARS and scalar is not ScalarKind.NULL
            case _:
                return False

    @property
    def _declares(self) -> bool:
        """Whether this is the file that declares the types."""
        return self.imports.path == "types"

    def _is_open(self, name: str) -> bool:
        declared = self.types[name]
        return isinstance(declared, EnumType) and declared.base is not ScalarKind.BOOLEAN and bool(declared.values)


class Declarations:
    """The views of a contract's declarations."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling

    def of(self, declared: Declaration) -> TypeView:
        name, doc, newer = (
            self._spelling.name(declared.name),
            comment(declared.doc),
            declared.name in self._spelling.read,
        )
        match declared:
            case ObjectType():
                return TypeView(doc, f"export interface {name} {{", tuple(self._members(declared, newer)), ("}",))
            case EnumType():
                wide = is_wide(*(value.value for value in declared.values))
                spelled = union(self._spelling.constant(value.value, wide) for value in declared.values)
            case UnionType():
                spelled = union(self._spelling.of(case.type, newer) for case in declared.cases)
            case TupleType():
                rest = [] if declared.rest is None else [f"...{self._spelling.of(ListOf(declared.rest), newer)}"]
                spelled = f"[{', '.join([*(self._spelling.of(item, newer) for item in declared.items), *rest])}]"
            case AliasType():
                spelled = self._spelling.of(declared.type, newer)
        return TypeView(doc, f"export type {name} = {spelled};", (), ())

    def _members(self, declared: ObjectType, newer: bool) -> Iterator[MemberView]:
        spelled = []
        for p in declared.properties:
            kind = self._member(declared, p, newer)
            if not p.required and p.wire in INHERITED:
                kind = f'{kind} | Object["{p.wire}"]'  # what an object without the member has in its place
            spelled.append(kind)
            yield MemberView(comment(p.doc, p.default, 2), f"{key(p.wire)}{'' if p.required else '?'}: {kind}")
        if declared.extra_type is not None:
            # TypeScript wants each member to be of the index signature's type, which is wider than the contract's.
            optional = ["undefined"] * any(not p.required for p in declared.properties)
            every = union([self._spelling.of(declared.extra_type, newer), *spelled, *optional])
            yield MemberView((), f"[name: string]: {every}")
        elif not declared.properties:
            anything = "never" if declared.extra is Extra.CLOSED else "JsonValue"
            yield MemberView((), f"[name: string]: {anything}")

    def _member(self, declared: ObjectType, p: Property, newer: bool) -> str:
        """A member that tells the cases of a union apart stays closed, so that a `switch` narrows."""
        return self._spelling.of(p.type, newer and (declared.name, p.wire) not in self._spelling.tags)


def is_wide(*constants: JSON) -> bool:
    """Whether there is an integer among them that a number of JavaScript does not hold."""
    return any(isinstance(value, int) and abs(value) >= 2**53 for value in constants)


def union(spelled: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(spelled)) or "never"


def reachable(types: Mapping[str, Declaration], roots: Iterable[Type]) -> frozenset[str]:
    """The declarations that these types consist of."""
    found: set[str] = set()
    waiting = [name for root in roots for name in references(root)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [other for part in parts(types[name]) for other in references(part)]
    return frozenset(found)


def _read(contract: Contract) -> Iterator[Type]:
    """What a client reads, and so may meet in a newer form."""
    for operation in contract.operations:
        yield from (media.payload.type for response in operation.responses for media in response.content)
    for hook in (*contract.webhooks, *contract.callbacks):
        yield from (media.payload.type for media in (hook.body.content if hook.body else ()))
    yield from (channel.sends_type.type for channel in contract.channels if channel.sends_type is not None)


def _tags(declared: Iterable[Declaration]) -> Iterator[tuple[str, str]]:
    """The members by which unions tell their cases apart: (object, member)."""
    for d in declared:
        if isinstance(d, UnionType) and d.discriminator is not None:
            for case in d.cases:
                yield from ((name, d.discriminator) for name in references(case.type))
