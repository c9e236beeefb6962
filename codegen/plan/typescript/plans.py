"""Where types hold int64: plans that the package's JSON functions follow. Types without int64 have none.

Where a contract has int64 as `bigint`, any integer that a number does not hold is one in a place of which the contract
says nothing (`JsonValue`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import Self

from codegen.contract import (
    AliasType,
    AnyJson,
    Const,
    Declaration,
    EnumType,
    ListOf,
    MapOf,
    Nullable,
    ObjectType,
    Probe,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    UnionCase,
    UnionType,
)
from codegen.plan.typescript.imports import Imports
from codegen.plan.typescript.literals import literal, literals, record
from codegen.plan.typescript.types import Spelling, is_wide
from codegen.plan.typescript.views import PlanView
from codegen.resolve.walk import parts, references

_INHERITED = frozenset({
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
})  # fmt: skip


class Plans:
    """`const` names are the types' own; outside plans.ts they are members of `plans`, which `imports` records."""

    def __init__(self, spelling: Spelling, imports: Imports) -> None:
        self._spelling = spelling
        self._imports = imports
        self._wide = frozenset() if spelling.int64 == "number" else _wide(spelling.types)
        self._any = ""
        if self._wide and spelling.int64 == "bigint":
            self._any = literal("json")
            self._wide = _wide(spelling.types, AnyJson())

    def inside(self, imports: Imports) -> Self:
        """The same plans as another file refers to them."""
        other = copy(self)
        other._imports = imports
        return other

    def views(self) -> list[PlanView]:
        return [
            PlanView(self._spelling.name(name), self._declaration(self._spelling.types[name]))
            for name in sorted(self._wide)
        ]

    def of(self, kind: Type) -> str:
        """An expression; '' where the type holds no int64."""
        plan = self._of(kind)
        self._imports.exact_json |= bool(plan)
        return plan

    def _of(self, kind: Type) -> str:
        match kind:
            case Scalar(ScalarKind.INT64):
                return "" if self._spelling.int64 == "number" else literal(self._spelling.int64)
            case AnyJson():
                return self._any
            case Const(value) if is_wide(value) and self._spelling.int64 != "number":
                return literal(self._spelling.int64)
            case ListOf(held) | MapOf(held):
                inner = self._of(held)
                return inner and record([("rest", inner)])
            case Nullable(of):
                return self._of(of)
            case Ref(name) if name in self._wide:
                spelled = self._spelling.name(name)
                if self._imports.path == "plans":
                    return f"() => {spelled}"
                return self._imports.values_of("plans", "plans") + spelled
            case _:
                return ""

    def _declaration(self, declared: Declaration) -> str:
        match declared:
            case ObjectType():
                members = [(p.wire, _kept(p.wire, plan)) for p in declared.properties if (plan := self.of(p.type))]
                rest = "" if declared.extra_type is None else self.of(declared.extra_type)
                # A named member without int64 must not fall to the plan of the others.
                members += [(p.wire, "null") for p in declared.properties if rest and not self.of(p.type)]
                found = [("members", record(members))] * bool(members) + [("rest", rest)] * bool(rest)
                return record(found)
            case UnionType():
                # Tags exclude each other: a case without int64 needs no plan, nor does one that is newer than this.
                cases = [c for c in declared.cases if self.of(c.type) or not (declared.discriminator and c.tags)]
                one_of = self._imports.value("runtime/cases", "oneOf")
                return f"{one_of}({', '.join(self._case(declared, case) for case in cases)})"
            case TupleType():
                items = record((str(index), self.of(item) or "null") for index, item in enumerate(declared.items))
                rest = "" if declared.rest is None else self.of(declared.rest)
                return record([("members", items), *([("rest", rest)] if rest else [])])
            case AliasType():
                return self.of(declared.type) or "null"
            case EnumType():
                return literal(self._spelling.int64) if declared.name in self._wide else "null"

    def _case(self, declared: UnionType, case: UnionCase) -> str:
        tag = declared.discriminator
        test = _tagged(tag, case.tags) if tag is not None and case.tags else _test(case.probe)
        return f"[{test}, {self.of(case.type) or 'null'}]"


def _kept(name: str, plan: str) -> str:
    """For a member that every object has TypeScript takes that one's type, to which no literal is narrowed."""
    return f"{plan} as const" if name in _INHERITED and plan.startswith('"') else plan


def _wide(types: Mapping[str, Declaration], *also: Type) -> frozenset[str]:
    """The declarations that hold an int64 somewhere, or one of the other types."""
    users: dict[str, set[str]] = {}
    found: set[str] = set()
    for name, declared in types.items():
        if isinstance(declared, EnumType) and is_wide(*(value.value for value in declared.values)):
            found.add(name)
        for part in parts(declared):
            if _holds(part, also):
                found.add(name)
            for other in references(part):
                users.setdefault(other, set()).add(name)
    waiting = list(found)
    while waiting:
        new = users.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)


def _holds(kind: Type, also: Collection[Type]) -> bool:
    match kind:
        case _ if kind in also:
            return True
        case Scalar(scalar):
            return scalar is ScalarKind.INT64
        case Const(value):
            return is_wide(value)
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            return _holds(inner, also)
        case _:
            return False


def _tagged(member: str, tags: Sequence[object]) -> str:
    return record([("required", literals([member])), ("constants", record([(member, literals(tags))]))])


def _test(probe: Probe) -> str:
    found: list[tuple[str, str]] = []
    if probe.types:
        found.append(("types", literals(probe.types)))
    if probe.required:
        found.append(("required", literals(probe.required)))
    if probe.constants:
        found.append(("constants", record((name, literals(values)) for name, values in probe.constants)))
    if probe.members:
        found.append(("members", record((name, literals(types)) for name, types in probe.members)))
    if probe.closed is not None:
        found.append(("closed", literals(probe.closed)))
    if probe.values is not None:
        found.append(("values", literals(probe.values)))
    if probe.items:
        found.append(("items", literals(probe.items)))
    return record(found)
