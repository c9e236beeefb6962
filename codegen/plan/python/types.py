"""Types and declarations of a Contract in Python's syntax."""

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
    Property,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    UnionCase,
    UnionType,
)
from codegen.naming import identifiers, snake
from codegen.plan.python.literals import FIELD_NAMES, TYPE_NAMES, docstring, literal
from codegen.plan.python.views import AliasView, FieldView, ModelView

SCALARS = {
    ScalarKind.STRING: "str",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.INTEGER: "int",
    ScalarKind.INT32: "int",
    ScalarKind.INT64: "int",
    ScalarKind.NUMBER: "float",
    ScalarKind.DECIMAL: "str",
    ScalarKind.DATE_TIME: "DateTime",
    ScalarKind.DATE: "str",
    ScalarKind.TIME: "str",
    ScalarKind.DURATION: "str",
    ScalarKind.UUID: "str",
    ScalarKind.BYTE: "str",
    ScalarKind.BINARY: "bytes",
    ScalarKind.NULL: "None",
}


class Names:
    """The Python name of every declaration; `taken` are those that a module has for something else."""

    def __init__(self, types: Mapping[str, Declaration], taken: frozenset[str] = TYPE_NAMES) -> None:
        self.types = types
        self._names = {name: f"{name}_" if name in taken else name for name in types}

    def __getitem__(self, name: str) -> str:
        return self._names[name]


class Annotations:
    """`newer`: what the contract does not know yet is admitted and kept, as a client needs it; a server is closed."""

    def __init__(self, names: Names, newer: bool = False) -> None:
        self.names, self._newer = names, newer

    def of(self, kind: Type) -> str:
        match kind:
            case Scalar(scalar):
                return SCALARS[scalar]
            case AnyJson() | Never():  # no value of a Never ever arrives
                return "JsonValue"
            case Const(value):
                return "float" if isinstance(value, float) else f"Literal[{literal(value)}]"
            case ListOf(item):
                return f"list[{self.of(item)}]"
            case MapOf(value):
                return f"dict[str, {self.of(value)}]"
            case Nullable(inner):
                return f"{self.of(inner)} | None"
            case Ref(name):
                return self.names[name]

    def model(self, declared: ObjectType) -> ModelView:
        names = identifiers((p.words for p in declared.properties), snake, FIELD_NAMES)
        fields = [self._field(p, name) for p, name in zip(declared.properties, names, strict=True)]
        required = [f for f in fields if not f.value or ("MISSING" not in f.value and "Literal" not in f.annotation)]
        ordered = [*required, *(f for f in fields if f not in required)]
        extra = "" if declared.extra_type is None else self.of(declared.extra_type)
        name = self.names[declared.name]
        return ModelView(name, docstring(declared.doc) or f'"""{name}."""', extra, tuple(ordered))

    def _field(self, p: Property, name: str) -> FieldView:
        annotation = self.of(p.type)
        alias = f"alias={literal(p.wire)}" if p.wire != name else ""
        if not p.required:
            default, annotation = "MISSING", f"{annotation} | MISSING"
        elif isinstance(p.type, Const):
            default = literal(p.type.value)
        else:
            default = ""
        if alias:
            arguments = f"default={default}, {alias}" if default else alias
            value = f" = Field({arguments})"
        else:
            value = f" = {default}" if default else ""
        return FieldView(name, annotation, value, docstring(p.doc))

    def alias(self, declared: EnumType | UnionType | TupleType | AliasType, circular: bool) -> AliasView:
        name, value = self.names[declared.name], self._alias_value(declared)
        if isinstance(declared, UnionType) and self._chosen(declared):
            text = f'_{name} = {self._choice(declared)}\n{name} = TypeAliasType("{name}", {value!r})'
            return AliasView(text, docstring(declared.doc, 0))
        text = f'{name} = TypeAliasType("{name}", {value!r})' if circular else f"{name}: TypeAlias = {value}"
        return AliasView(text, docstring(declared.doc, 0))

    def _alias_value(self, declared: EnumType | UnionType | TupleType | AliasType) -> str:
        match declared:
            case EnumType():
                if declared.base is ScalarKind.NUMBER:
                    return "float"
                values = f"Literal[{', '.join(literal(v.value) for v in declared.values)}]"
                return f"{values} | {SCALARS[declared.base]}" if self._newer else values
            case UnionType() if self._chosen(declared):
                cases = [self.of(case.type) for case in self._flat(declared)]
                tagged = [f'Annotated[{case}, unions.Tag("{index}")]' for index, case in enumerate(cases)]
                tagged.append(f"Annotated[{' | '.join(dict.fromkeys(cases))}, unions.Tag(unions.SEVERAL)]")
                return f"Annotated[{' | '.join(tagged)}, unions.Discriminator(_{self.names[declared.name]})]"
            case UnionType():
                known = self._cases(declared)
                if tag := self._tag(declared):
                    known = f"Annotated[{known}, Field(discriminator={literal(tag)})]"
                return self._or_newer(known) if self._newer else known
            case TupleType():
                slots = [self.of(item) for item in declared.items]
                if declared.rest is None:
                    return f"tuple[{', '.join(slots)}]"
                return f"list[{' | '.join(dict.fromkeys([*slots, self.of(declared.rest)]))}]"
            case AliasType():
                return self.of(declared.type)

    def _chosen(self, union: UnionType) -> bool:
        """Whether the runtime chooses a case: where Pydantic has no tag to go by and would try them all."""
        return union.judged and not self._newer and self._tag(union) is None

    def _flat(self, union: UnionType, seen: frozenset[str] = frozenset()) -> list[UnionCase]:
        """Its cases, with those of a union among them in its place."""
        cases: list[UnionCase] = []
        for case in union.cases:
            declared = self.names.types.get(case.type.name) if isinstance(case.type, Ref) else None
            if isinstance(declared, UnionType) and declared.name not in {*seen, union.name}:
                cases += self._flat(declared, seen | {union.name})
            else:
                cases.append(case)
        return cases

    def _choice(self, union: UnionType) -> str:
        cases = [self._judged_case(case) for case in self._flat(union)]
        member = [f"member={literal(union.discriminator)}"] if union.discriminator else []
        return f"unions.Choice({', '.join([*cases, *member])})"

    def _judged_case(self, case: UnionCase) -> str:
        declared = self.names.types.get(case.type.name) if isinstance(case.type, Ref) else None
        model = self.names[declared.name] if isinstance(declared, ObjectType) else ""
        given = {
            "tags": case.tags,
            "required": case.probe.required,
            "constants": case.probe.constants,
        }
        named = [f"{name}={literal(value)}" for name, value in given.items() if value]
        return f"unions.Case({', '.join([literal(model), literal(case.probe.types), literal(case.schema), *named])})"

    def _or_newer(self, known: str) -> str:
        """A union that keeps the JSON of a case that it does not know. What is known is tried first, as a whole."""
        inner = known if known.startswith("Annotated[") else f"Annotated[{known}, Field()]"
        return f"Annotated[{inner} | JsonValue, Field(union_mode='left_to_right')]"

    def _cases(self, union: UnionType) -> str:
        """Constants stand in one `Literal`: of two apart, Pydantic takes 1 for true."""
        constants = [case.type.value for case in union.cases if isinstance(case.type, Const)]
        listed = [literal(value) for value in constants if not isinstance(value, float)]
        one = f"Literal[{', '.join(listed)}]"
        spelled = [self._case(case.type, {union.name}) for case in union.cases]
        return " | ".join(dict.fromkeys(one if name.startswith("Literal[") else name for name in spelled))

    def _case(self, kind: Type, seen: set[str]) -> str:
        """What a case is known as: a union within a union must not take what the cases beside it know."""
        declared = self.names.types.get(kind.name) if isinstance(kind, Ref) else None
        if self._newer and isinstance(declared, UnionType) and declared.name not in seen:
            return " | ".join(dict.fromkeys(self._case(c.type, {*seen, declared.name}) for c in declared.cases))
        return self.of(kind)

    def _tag(self, union: UnionType) -> str | None:
        """The field that tells the cases apart, where every case is a model whose literal says which it is."""
        if union.discriminator is None:
            return None
        found = set()
        for case in union.cases:
            declared = self.names.types.get(case.type.name) if isinstance(case.type, Ref) else None
            if not isinstance(declared, ObjectType):
                return None
            fields = identifiers((p.words for p in declared.properties), snake, FIELD_NAMES)
            tags = [
                name
                for p, name in zip(declared.properties, fields, strict=True)
                if p.wire == union.discriminator
                and p.required
                and isinstance(p.type, Const)
                and isinstance(p.type.value, str)
            ]
            found.update(tags or [""])
        return found.pop() if len(found) == 1 and "" not in found else None
