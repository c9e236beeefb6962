"""Types and declarations of a Contract in Swift's syntax."""

from __future__ import annotations

from collections.abc import Mapping

from codegen.contract import (
    AliasType,
    AnyJson,
    Const,
    Declaration,
    EnumType,
    ListOf,
    MapOf,
    Never,
    Nullable,
    ObjectType,
    Probe,
    Property,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    UnionCase,
    UnionType,
)
from codegen.plan.swift.literals import TYPE_NAMES, comment, json_literal, literal, literals, members, text, texts
from codegen.plan.swift.views import (
    AliasView,
    CaseView,
    EnumView,
    MemberView,
    StructView,
    TupleView,
    UnionView,
    ValueView,
    WrapperView,
)
from codegen.resolve.recursion import components
from codegen.resolve.walk import held, references

SCALARS = {
    ScalarKind.STRING: "String",
    ScalarKind.BOOLEAN: "Bool",
    ScalarKind.INTEGER: "Int",
    ScalarKind.INT32: "Int32",
    ScalarKind.INT64: "Int64",
    ScalarKind.NUMBER: "Double",
    ScalarKind.DECIMAL: "String",
    ScalarKind.DATE_TIME: "Timestamp",
    ScalarKind.DATE: "String",
    ScalarKind.TIME: "String",
    ScalarKind.DURATION: "String",
    ScalarKind.UUID: "String",
    ScalarKind.BYTE: "String",
    ScalarKind.BINARY: "BinaryFile",
    ScalarKind.NULL: "JSONValue",
}
_TEXTS = ("String", "JSONValue", "BinaryFile")
# The file of the runtime that reads and writes a type; other types need none besides those of every package.
RUNTIME_OF = {
    "BinaryFile": "BinaryFile",
    "Bool": "JSONBool",
    "Double": "JSONNumber",
    "JSONValue": "JSONLiterals",
    "Never": "JSONNever",
    "Timestamp": "Timestamp",
}


class Spelling:
    """How the types of one contract are written. `runtime` collects the files that what was written needs."""

    def __init__(self, types: Mapping[str, Declaration]) -> None:
        self.types = types
        self.runtime: set[str] = set()
        self._names = {name: f"{name}_" if name in TYPE_NAMES else name for name in types}
        aliases = {
            name: [other for other in references(d.type) if isinstance(types.get(other), AliasType)]
            for name, d in types.items()
            if isinstance(d, AliasType)
        }
        self.wrapped = {
            name for group in components(aliases) for name in group if len(group) > 1 or name in aliases[name]
        }

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._names.values())

    def name(self, declared: str) -> str:
        return self._names[declared]

    def of(self, kind: Type) -> str:
        match kind:
            case Scalar(scalar):
                return self.named(SCALARS[scalar])
            case AnyJson():
                return self.named("JSONValue")
            case Never():
                return self.named("Never")
            case Const(value):
                return self.named(_constant_type(value))
            case ListOf(item):
                return f"[{self.of(item)}]"
            case MapOf(value):
                self.runtime.add("JSONMap")
                return f"[String: {self.of(value)}]"
            case Nullable(inner):
                self.runtime.add("JSONNullable")
                return f"{self.of(inner)}?"
            case Ref(name):
                return self._names[name]

    def named(self, name: str) -> str:
        """A type of the runtime or the standard library."""
        if name in RUNTIME_OF:
            self.runtime.add(RUNTIME_OF[name])
        return name

    def slot(self, kind: Type, required: bool) -> str:
        """The type in a place that may be empty: absent, null and a value are three things."""
        if required:
            return self.of(kind)
        inner = self.nullable(kind)
        if inner is None:
            return f"{self.of(kind)}?"
        self.runtime.add("JSONNullable")
        return f"Nullable<{self.of(inner)}>?"

    def reader(self, kind: Type) -> str:
        """A type that begins an expression: `Optional<Note>(json: …)`, since Swift reads `Note?(json: …)` otherwise."""
        return f"Optional<{self.of(kind.of)}>" if isinstance(kind, Nullable) else self.of(kind)

    def nullable(self, kind: Type) -> Type | None:
        """What is nullable here, by itself or by the alias that it names."""
        resolved = self.resolved(kind)
        return resolved.of if isinstance(resolved, Nullable) else None

    def resolved(self, kind: Type) -> Type:
        """The type behind aliases."""
        while isinstance(kind, Ref) and kind.name not in self.wrapped:
            declared = self.types[kind.name]
            if not isinstance(declared, AliasType):
                break
            kind = declared.type
        return kind

    def is_text(self, kind: Type) -> bool:
        """Whether a body of this type is read as the text that it is."""
        match self.resolved(kind):
            case Scalar(scalar):
                return SCALARS[scalar] in _TEXTS
            case Const(value):
                return _constant_type(value) in _TEXTS
            case other:
                return isinstance(other, AnyJson)

    def is_binary(self, kind: Type) -> bool:
        return self.resolved(kind) == Scalar(ScalarKind.BINARY)


class Declarations:
    """The views of a contract's declarations."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling

    def struct(self, declared: ObjectType) -> StructView:
        names = members((p.words for p in declared.properties), {"additionalProperties"})
        views = [self._member(p, name) for p, name in zip(declared.properties, names, strict=True)]
        typed = declared.extra_type is not None
        if typed:
            self._spelling.runtime.add("JSONMap")
        extra = "JSONValue" if declared.extra_type is None else self._spelling.of(declared.extra_type)
        required = [v for v, p in zip(views, declared.properties, strict=True) if p.required and v.parameter]
        optional = [v for v, p in zip(views, declared.properties, strict=True) if not p.required]
        ordered = [*(v.parameter for v in required), *(v.parameter for v in optional)]
        return StructView(
            name=self._spelling.name(declared.name),
            doc=comment(declared.doc),
            members=tuple(views),
            assigned=tuple(v for v in views if v.assignment),
            binding="var" if views else "let",
            parameters=wrapped_list([*ordered, f"additionalProperties: [String: {extra}] = [:]"], 4),
            extra=extra,
            rest="inJSON" if extra == "JSONValue" else "try inJSON.typed()",
            others="additionalProperties" if extra == "JSONValue" else "additionalProperties.mapValues(\\.asJSON)",
        )

    def _member(self, p: Property, name: str) -> MemberView:
        doc, key, bare = comment(p.doc, p.default, 4), text(p.wire), name.strip("`")
        if p.required and isinstance(p.type, Const) and isinstance(p.type.value, str | bool | int | float):
            value = p.type.value
            self._spelling.runtime.add("JSONConstant")
            return MemberView(
                doc=doc,
                declaration=f"public let {name}: {_constant_type(value)} = {literal(value)}",
                parameter="",
                assignment="",
                read=f"try inJSON.constant({key}, {json_literal(value)})",
                write=f"outJSON[{key}] = {name}.asJSON",
            )
        kind = self._spelling.slot(p.type, p.required)
        box = self._boxed(p.boxed)
        return MemberView(
            doc=doc,
            declaration=f"{box}public var {name}: {kind}",
            parameter=f"{name}: {kind}" if p.required else f"{name}: {kind} = nil",
            assignment=f"self.{bare} = {name}",
            read=f"{name} = try inJSON.{'required' if p.required else 'optional'}({key})",
            write=f"outJSON[{key}] = {name}{'' if p.required else '?'}.asJSON",
        )

    def _boxed(self, boxed: bool) -> str:
        """The attribute of a member that may hold the value which holds it."""
        if boxed:
            self._spelling.runtime.add("JSONBoxed")
        return "@Boxed " if boxed else ""

    def tuple(self, declared: TupleType) -> TupleView:
        self._spelling.runtime.add("JSONItems")
        views = []
        for index, item in enumerate(declared.items):
            box, kind, name = self._boxed(held(item) is not None), self._spelling.of(item), f"item{index}"
            views.append(
                MemberView(
                    doc=(),
                    declaration=f"{box}public var {name}: {kind}",
                    parameter=f"_ {name}: {kind}",
                    assignment=f"self.{name} = {name}",
                    read=f"{name} = try items.next()",
                    write=f"items.put({name})",
                )
            )
        if declared.rest is not None:
            kind = f"[{self._spelling.of(declared.rest)}]"
            views.append(
                MemberView(
                    doc=(),
                    declaration=f"public var rest: {kind}",
                    parameter=f"rest: {kind} = []",
                    assignment="self.rest = rest",
                    read="rest = try items.rest()",
                    write="for item in rest { items.put(item) }",
                )
            )
        return TupleView(
            name=self._spelling.name(declared.name),
            doc=comment(declared.doc),
            members=tuple(views),
            binding="var" if views else "let",
            parameters=wrapped_list([v.parameter for v in views], 4),
            end="" if declared.rest is not None else "try items.end()",
        )

    def enum(self, declared: EnumType) -> EnumView:
        self._spelling.runtime.add("JSONEnum")
        distinct = {literal(v.value): v for v in declared.values}
        names = members((v.words for v in distinct.values()), {"unknown", "rawValue"})
        values = tuple(ValueView(name, value) for name, value in zip(names, distinct, strict=True))
        raw = {ScalarKind.STRING: "String"}.get(declared.base, "Int64")
        return EnumView(self._spelling.name(declared.name), comment(declared.doc), raw, values)

    def union(self, declared: UnionType) -> UnionView:
        self._spelling.runtime.add("JSONLiterals")
        names = members((case.words for case in declared.cases), {"unknown"})
        cases = [self._case(case, name) for case, name in zip(declared.cases, names, strict=True)]
        tag = declared.discriminator
        tagged = [view for view, case in zip(cases, declared.cases, strict=True) if tag is not None and case.tags]
        return UnionView(
            name=self._spelling.name(declared.name),
            doc=comment(declared.doc),
            keyword="indirect enum" if declared.recursive else "enum",
            cases=tuple(cases),
            tagged=tuple(tagged),
            shaped=tuple(case for case in cases if case not in tagged),
            tag="" if tag is None else text(tag),
            unknown="unknown(JSONValue)" if tag is None else "unknown(tag: JSONValue, JSONValue)",
            unknown_pattern="unknown(let json)" if tag is None else "unknown(_, let json)",
            unknown_value=".unknown(json)" if tag is None else f".unknown(tag: json[{text(tag)}] ?? .null, json)",
        )

    def _case(self, case: UnionCase, name: str) -> CaseView:
        if not case.tags:
            self._spelling.runtime.add("JSONShape")
        test = ", ".join(json_literal(tag) for tag in dict.fromkeys(case.tags)) if case.tags else shape(case.probe)
        return CaseView(
            name, comment(case.doc, indent=4), self._spelling.of(case.type), self._spelling.reader(case.type), test
        )

    def alias(self, declared: AliasType | EnumType) -> AliasView:
        kind = declared.type if isinstance(declared, AliasType) else Scalar(declared.base)
        return AliasView(self._spelling.name(declared.name), comment(declared.doc), self._spelling.of(kind))

    def wrapper(self, declared: AliasType) -> WrapperView:
        name = self._spelling.name(declared.name)
        kind = self._spelling.of(declared.type)
        return WrapperView(name, comment(declared.doc), kind, self._spelling.reader(declared.type))


def shape(probe: Probe) -> str:
    """The JSONShape of a probe."""
    parts = []
    if probe.types:
        parts.append(f"types: {texts(probe.types)}")
    if probe.required:
        parts.append(f"required: {texts(probe.required)}")
    if probe.constants:
        pairs = ", ".join(f"{text(name)}: {literals(values)}" for name, values in probe.constants)
        parts.append(f"constants: [{pairs}]")
    if any(types for _, types in probe.members):
        pairs = ", ".join(f"{text(name)}: {texts(types)}" for name, types in probe.members if types)
        parts.append(f"members: [{pairs}]")
    if probe.closed is not None:
        parts.append(f"closed: {texts(probe.closed)}")
    if probe.values is not None:
        parts.append(f"values: {literals(probe.values)}")
    if probe.items:
        parts.append(f"items: {texts(probe.items)}")
    return f"JSONShape({', '.join(parts)})"


def wrapped_list(parts: list[str], indent: int, limit: int = 100) -> str:
    """Comma-separated on one line where they fit, otherwise one a line within the parentheses."""
    line = ", ".join(parts)
    if len(line) + indent <= limit - 12:
        return line
    margin = "\n" + " " * (indent + 4)
    return margin + f",{margin}".join(parts) + "\n" + " " * indent


def _constant_type(value: object) -> str:
    match value:
        case bool():
            return "Bool"
        case str():
            return "String"
        case int() if -(2**63) <= value < 2**63:
            return "Int"
        case int() | float():
            return "Double"
        case _:
            return "JSONValue"
