"""From schemas to types: what each one is, once for every language. What must have a name is declared.

Inline declarations carry provisional names ('@…') until all are known; `names` then settles them globally.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from codegen.contract import (
    JSON,
    MISSING,
    AliasType,
    AnyJson,
    Const,
    Declaration,
    Doc,
    EnumType,
    EnumValue,
    Extra,
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
    Words,
)
from codegen.diagnostics import Position
from codegen.load import At
from codegen.naming import words
from codegen.resolve.bundle import Definition
from codegen.resolve.flatten import Flat, Spot, alternatives, definition_spot, flatten
from codegen.resolve.tags import Tags
from codegen.schema import ANNOTATIONS, constraining

_NUMBERS = {
    "integer": {"int32": ScalarKind.INT32, "int64": ScalarKind.INT64},
    "number": {},
}
_STRINGS = {
    "date-time": ScalarKind.DATE_TIME,
    "date": ScalarKind.DATE,
    "time": ScalarKind.TIME,
    "duration": ScalarKind.DURATION,
    "uuid": ScalarKind.UUID,
    "byte": ScalarKind.BYTE,
    "decimal": ScalarKind.DECIMAL,
}
_OBJECT_KEYS = {"properties", "additionalProperties", "patternProperties", "unevaluatedProperties"}
_ARRAY_KEYS = {"items", "prefixItems"}
_MEMBER_KEYS = _OBJECT_KEYS | {"required"}
_COMPOSING = {"$ref", "allOf", "anyOf", "oneOf"}
NULL = Scalar(ScalarKind.NULL)
MAX_PRODUCT = 64  # cases that alternatives inside allOf may multiply into


class TypeBuilder:
    def __init__(self, definitions: Mapping[str, Definition], position: Callable[[At], Position]) -> None:
        self._definitions, self._position = definitions, position
        self._named = frozenset(definition.at for definition in definitions.values())
        self._by_place = {(definition.at, definition.view): key for key, definition in definitions.items()}
        self._tags = Tags(definitions)
        self._nullable: dict[str, bool] = {}
        self._composites: dict[str, list[tuple[JSON, Type | None]]] = {}  # None: what is being made
        self.declarations: dict[str, Declaration] = {}

    def declare(self, definition: Definition) -> None:
        """The declaration that a definition becomes. That it may be null is said where it is referred to."""
        spot = definition_spot(definition)
        shape = self._shape(spot)
        shape = shape.of if isinstance(shape, Nullable) else shape
        if isinstance(shape, Ref) and shape.name.startswith("@"):
            shape = self.declarations.pop(shape.name)
        if isinstance(shape, Declaration):
            self.declarations[definition.key] = replace(shape, name=definition.key, words=definition.words)
        else:
            self.declarations[definition.key] = AliasType(
                definition.key, definition.words, shape, _doc(spot), self._position(spot.at)
            )

    def type_of(self, spot: Spot) -> Type:
        """The type in a position; a shape that needs a name is declared under a provisional one."""
        name = self._by_place.get((spot.at, spot.view))
        if name is not None and self._definitions[name].schema == spot.schema:  # something refers to this very place
            return Nullable(Ref(name)) if self._admits_null(name) else Ref(name)
        if _COMPOSING & set(spot.core) and set(spot.core) != {"$ref"}:
            return self._composite(spot)
        shape = self._shape(spot)
        return self._hoist(spot, shape) if isinstance(shape, Declaration) else shape

    def _composite(self, spot: Spot) -> Type:
        """A composition in a position, made once: what it folds in may hold this very place again (a list in a schema
        whose items are allOf of that schema and more), which then refers to what is being made."""
        name = _inline(spot)
        made = self._composites.setdefault(name, [])
        for index, (schema, kind) in enumerate(made):
            if schema == spot.schema:
                if kind is None:
                    kind = Nullable(Ref(name)) if self._null_in(spot.schema) else Ref(name)
                    made[index] = (schema, kind)
                return kind
        index = len(made)
        made.append((spot.schema, None))
        shape = self._shape(spot)
        kind = self._hoist(spot, shape) if isinstance(shape, Declaration) else shape
        awaited = made[index][1]
        if awaited is not None and name not in self.declarations:
            bare = kind.of if isinstance(kind, Nullable) else kind
            self.declarations[name] = AliasType(name, spot.words, bare, _doc(spot), self._position(spot.at))
            kind = awaited
        made[index] = (spot.schema, kind)
        return kind

    # ---- what a schema is -------------------------------------------------------------------------------------------

    def _shape(self, spot: Spot) -> Type | Declaration:
        core = spot.core
        if not core:
            return AnyJson()
        if core == {"not": {}} or core == {"not": True}:
            return Never()
        if set(core) == {"$ref"}:
            return self._reference(spot)
        if set(core) == {"allOf"} and isinstance(core["allOf"], list) and len(core["allOf"]) == 1:
            return self._shape(replace(next(alternatives(spot, "allOf")), words=spot.words))
        if "const" in core:
            return _constant(core["const"])
        if isinstance(core.get("enum"), list):
            return self._enum(spot, core["enum"])
        listed = core.get("type")
        if isinstance(listed, list) and "null" in listed:
            rest = [name for name in listed if name != "null"]
            if not rest:
                return NULL
            return self._nullable_of(
                spot, self._shape(replace(spot, schema={**spot.schema, "type": rest[0] if len(rest) == 1 else rest}))
            )
        if "$ref" in core or "allOf" in core or "oneOf" in core or "anyOf" in core:
            return self._composed(spot)
        if isinstance(listed, list) and len(listed) > 1:
            return self._several_types(spot, listed)
        return self._plain(spot, listed[0] if isinstance(listed, list) and listed else listed)

    def _plain(self, spot: Spot, kind: JSON) -> Type | Declaration:
        core = spot.core
        if kind is None:  # keywords without `type`: what people mean by them
            kind = "object" if _OBJECT_KEYS & set(core) else "array" if _ARRAY_KEYS & set(core) else None
        match kind:
            case "object":
                return self._object(spot, flatten(spot, self._definitions))
            case "array":
                return self._array(spot, core)
            case "string":
                return Scalar(self._string(spot, core))
            case "integer" | "number":
                default = ScalarKind.INTEGER if kind == "integer" else ScalarKind.NUMBER
                wide = kind == "integer" and _is_wide(core)
                return Scalar(_NUMBERS[kind].get(str(core.get("format")), ScalarKind.INT64 if wide else default))
            case "boolean":
                return Scalar(ScalarKind.BOOLEAN)
            case "null":
                return NULL
            case _:
                return AnyJson()

    def _string(self, spot: Spot, core: Mapping[str, JSON]) -> ScalarKind:
        if core.get("contentEncoding") == "base64":
            return ScalarKind.BYTE
        raw = core.get("format") == "binary" or ("contentMediaType" in core and "contentEncoding" not in core)
        if raw and spot.binary:
            return ScalarKind.BINARY
        return _STRINGS.get(str(core.get("format")), ScalarKind.STRING)

    def _reference(self, spot: Spot) -> Type:
        name = spot.ref
        if name not in self._definitions:
            return AnyJson()
        return Nullable(Ref(name)) if self._admits_null(name) else Ref(name)

    def _admits_null(self, name: str) -> bool:
        """Whether a definition admits null at its top; circles of references do not."""
        if name not in self._nullable:
            self._nullable[name] = False
            self._nullable[name] = self._null_in(self._definitions[name].schema)
        return self._nullable[name]

    def _null_in(self, schema: JSON) -> bool:
        if not isinstance(schema, dict):
            return False
        core = constraining(schema)
        if set(core) == {"$ref"}:
            name = str(core["$ref"]).rsplit("/", 1)[-1]
            return name in self._definitions and self._admits_null(name)
        if "const" in core or core.get("type") == "null":
            return False  # null alone is a type of its own
        if isinstance(core.get("enum"), list):
            return None in core["enum"] and len(core["enum"]) > 1
        if isinstance(core.get("type"), list):
            return "null" in core["type"] and len(core["type"]) > 1
        if "type" in core or "properties" in core:
            return False
        if isinstance(core.get("allOf"), list):
            parts = [part for part in core["allOf"] if not isinstance(part, dict) or constraining(part)]
            return bool(parts) and all(self._null_in(part) for part in parts)
        for key in ("oneOf", "anyOf"):
            if isinstance(core.get(key), list):
                return any(_is_null(part) or self._null_in(part) for part in core[key]) and not all(
                    map(_is_null, core[key])
                )
        return False

    def _nullable_of(self, spot: Spot, shape: Type | Declaration) -> Type:
        inner = self._hoist(spot, shape) if isinstance(shape, Declaration) else shape
        if isinstance(inner, Never):
            return NULL
        return inner if isinstance(inner, AnyJson | Nullable) or inner == NULL else Nullable(inner)

    def _enum(self, spot: Spot, listed: Sequence[JSON]) -> Type | Declaration:
        values = _distinct(listed)
        if None in values and len(values) > 1:
            rest = [value for value in values if value is not None]
            return self._nullable_of(spot, self._shape(replace(spot, schema={**spot.schema, "enum": rest})))
        if not values:
            return Never()
        if not all(isinstance(value, str | int | float) or value is None for value in values):
            return AnyJson()
        if set(map(json.dumps, values)) == {"true", "false"}:
            return Scalar(ScalarKind.BOOLEAN)
        if len(values) == 1 and not (spot.at in self._named and isinstance(values[0], str)):
            return _constant(values[0])  # a named enum of one will get more values
        bases = {_base(value) for value in values}
        if bases == {ScalarKind.INTEGER, ScalarKind.NUMBER}:
            bases = {ScalarKind.NUMBER}
        if len(bases) > 1 or bases == {ScalarKind.BOOLEAN}:
            return self._union(spot, [(spot, _constant(value)) for value in values], None, {})
        names = spot.schema.get("x-enum-varnames") or spot.schema.get("x-enumNames")
        spelled = names if isinstance(names, list) and len(names) == len(values) else values
        members = tuple(EnumValue(v, words(_spell(s))) for v, s in zip(values, spelled, strict=True))
        return EnumType("", spot.words, bases.pop(), members, _doc(spot), self._position(spot.at))

    def _several_types(self, spot: Spot, listed: Sequence[str]) -> Type | Declaration:
        if set(listed) == {"integer", "number"}:
            return self._plain(spot, "number")
        parts = []
        for kind in listed:
            part = replace(spot, schema={**spot.schema, "type": kind}, words=(*spot.words, *words(kind)))
            parts.append((part, self.type_of(replace(part, at=spot.at / "type" / kind))))
        return self._union(spot, parts, None, {})

    def _array(self, spot: Spot, core: Mapping[str, JSON]) -> Type | Declaration:
        items = core.get("items", True)
        prefix = core.get("prefixItems")
        item = self.type_of(spot.under("items", schema=items, name=("item",)))
        if not isinstance(prefix, list) or not prefix:
            return ListOf(item)
        slots = [
            self.type_of(spot.under("prefixItems", str(i), schema=part, name=words(str(i + 1))))
            for i, part in enumerate(prefix)
        ]
        least = core.get("minItems", 0)
        if not isinstance(least, int) or least < len(slots):  # a shorter array is valid too, so no fixed slots
            rest = () if isinstance(item, Never) else (item,)
            return ListOf(self._common([*slots, *rest], spot, spot.under("items", schema=spot.schema, name=("item",))))
        closed = isinstance(item, Never) or core.get("maxItems") == len(slots)
        return TupleType("", spot.words, tuple(slots), None if closed else item, _doc(spot), self._position(spot.at))

    def _common(self, types: Iterable[Type], spot: Spot, place: Spot) -> Type:
        """One type for values of any of these, declared as `place`."""
        distinct = list(dict.fromkeys(types))
        if len(distinct) == 1:
            return distinct[0]
        shape = self._union(spot, [(spot, one) for one in distinct], None, {})
        return self._hoist(place, shape) if isinstance(shape, Declaration) else shape

    # ---- objects ----------------------------------------------------------------------------------------------------

    def _object(self, spot: Spot, flat: Flat) -> Type | Declaration:
        extra = self._extra(flat)
        if not flat.properties and not (flat.required and not isinstance(extra, Never)):
            if flat.closed and not flat.extra:
                return ObjectType(
                    "", spot.words, (), Extra.CLOSED, None, tuple(flat.parents), _doc(spot), self._position(spot.at)
                )
            return MapOf(AnyJson() if extra is None else extra)
        order = list(flat.required)  # a list has an order of its author's; a mapping has none
        members = sorted(flat.properties, key=lambda n: (order.index(n) if n in flat.required else len(order), n))
        properties = [self._property(name, flat.properties[name], flat) for name in members]
        for name in flat.required:
            if name not in flat.properties and name not in flat.absent:
                kind = AnyJson() if extra is None else extra
                properties.append(Property(name, words(name), kind, True, Doc(), self._position(spot.at)))
        how = (
            Extra.TYPED
            if extra is not None and (flat.patterned or not isinstance(extra, AnyJson))
            else Extra.CLOSED
            if flat.closed and not flat.extra
            else Extra.OPEN
        )
        if how is Extra.OPEN:  # who writes a value by its type must be able to name what it may have to hold
            sought = sorted(flat.sought.keys() - {*flat.properties, *flat.required, *flat.absent})
            here = self._position(spot.at)
            properties += [Property(name, words(name), AnyJson(), False, Doc(), here) for name in sought]
        kind_of_extra = extra if how is Extra.TYPED else None
        return ObjectType(
            "",
            spot.words,
            tuple(properties),
            how,
            kind_of_extra,
            tuple(flat.parents),
            _doc(spot),
            self._position(spot.at),
        )

    def _extra(self, flat: Flat) -> Type | None:
        """The type of members that no property names; None where the schema does not say."""
        found = [self.type_of(spot) for spot in flat.extra]
        if not found:
            return None
        return self._common(found, flat.extra[0], flat.extra[0].under("anyOf", schema=True))

    def _property(self, name: str, spots: Sequence[Spot], flat: Flat) -> Property:
        spot = spots[0]
        kinds = [self.type_of(one) for one in spots]
        schema = spot.schema if isinstance(spot.schema, dict) else {}
        return Property(
            wire=name,
            words=words(name),
            type=min(kinds, key=_openness),  # where several parts say something, the one that says most
            required=name in flat.required,
            doc=_doc(next((one for one in reversed(spots) if _doc(one) != Doc()), spot)),
            position=self._position(spot.at),
            default=schema.get("default", MISSING),
        )

    # ---- compositions -----------------------------------------------------------------------------------------------

    def _composed(self, spot: Spot) -> Type | Declaration:
        """$ref with siblings, allOf, oneOf, anyOf: one object, a union, or a union of objects with a common base."""
        core = spot.core
        for key in ("oneOf", "anyOf"):
            if key in core and not set(core) & (_MEMBER_KEYS | _COMPOSING - {key}):  # what else is said only constrains
                return self._alternatives(spot, key)
        flat = flatten(spot, self._definitions)
        choices = [one for one in flat.alternatives if not (self._only_constrains(one) or self._chosen(one, spot))]
        if choices and (flat.properties or flat.types in (None, {"object"})):
            return self._distributed(spot, flat, choices)
        if (
            flat.properties
            or flat.types == {"object"}
            or (flat.types is None and (flat.extra or flat.required or flat.closed))
        ):
            shape = self._object(spot, flat)
            return self._nullable_of(spot, shape) if flat.types and "null" in flat.types else shape
        return self._intersection(spot, flat)

    def _intersection(self, spot: Spot, flat: Flat) -> Type | Declaration:
        """allOf of values that are no objects: the part that says most gives the type."""
        own = replace(
            spot, schema={k: v for k, v in spot.schema.items() if k not in ("allOf", "$ref", "oneOf", "anyOf")}
        )
        parts = [own] if own.core else []
        parts += list(alternatives(spot, "allOf"))
        if spot.ref:
            parts.append(replace(spot, schema={"$ref": spot.schema["$ref"]}))
        kinds = [self.type_of(part) for part in parts]
        nullable = bool(kinds) and all(isinstance(kind, Nullable | AnyJson) for kind in kinds)
        bare = [kind.of if isinstance(kind, Nullable) else kind for kind in kinds]
        best = min(bare, key=_openness, default=AnyJson())
        return self._nullable_of(spot, best) if nullable and not isinstance(best, AnyJson) else best

    def _chosen(self, choice: tuple[Spot, str], spot: Spot) -> bool:
        """A base that lists what inherits from it: seen from one of these, the choice has been made."""
        found = (self._definitions.get(part.ref) for part in alternatives(*choice) if set(part.core) == {"$ref"})
        return any(one is not None and (one.at, one.view) == (spot.at, spot.view) for one in found)

    def _only_constrains(self, choice: tuple[Spot, str]) -> bool:
        """oneOf/anyOf that only says which members must stand together: `anyOf: [{required: [a]}, {required: [b]}]`."""
        allowed = {"required", "not", "minProperties", "maxProperties", "dependentRequired", "if", "then", "else"}
        return all(isinstance(part.schema, dict) and not set(part.core) - allowed for part in alternatives(*choice))

    def _alternatives(self, spot: Spot, key: str) -> Type | Declaration:
        """A bare oneOf or anyOf."""
        if self._only_constrains((spot, key)):
            return self._plain(spot, spot.core.get("type")) if "type" in spot.core else AnyJson()
        parts = [_typed(part, spot.core.get("type")) for part in alternatives(spot, key)]
        discriminator, tags = self._tags.of(spot, parts)
        cases: list[tuple[Spot, Type]] = []
        nullable = False
        names = self._case_names(parts, tags)
        for index, part in enumerate(parts):
            named = replace(part, words=(*spot.words, *names[index]))
            kind = self.type_of(named)
            if kind == NULL or isinstance(kind, Nullable):
                nullable = True
            if kind != NULL:
                cases.append((named, kind.of if isinstance(kind, Nullable) else kind))
        return self._null_or(spot, nullable, cases, discriminator, tags)

    def _null_or(
        self,
        spot: Spot,
        nullable: bool,
        cases: list[tuple[Spot, Type]],
        discriminator: str | None,
        tags: Mapping[At, tuple[JSON, ...]],
    ) -> Type | Declaration:
        shape = self._union(spot, cases, discriminator, tags)
        return self._nullable_of(spot, shape) if nullable else shape

    def _distributed(self, spot: Spot, flat: Flat, choices: Sequence[tuple[Spot, str]]) -> Type | Declaration:
        """A base and alternatives: each alternative with the base folded in. Only the first choice is multiplied."""
        holder, key = choices[0]
        parts = [part for part in alternatives(holder, key) if not _is_null(part.schema)]
        base = {k: v for k, v in spot.schema.items() if k not in ANNOTATIONS}
        if holder.at == spot.at:
            base.pop(key, None)
        if len(parts) > MAX_PRODUCT:
            return self._object(spot, flat)
        discriminator, tags = self._tags.of(holder, parts)
        names = self._case_names(parts, tags)
        cases: list[tuple[Spot, Type]] = []
        for index, part in enumerate(parts):
            whole = replace(
                part,
                schema={"allOf": [_without(base, holder, spot, key), part.schema]},
                words=(*spot.words, *names[index]),
            )
            merged = flatten(whole, self._definitions)
            merged.alternatives.clear()
            merged.properties = self._places(merged, spot, part)
            shape = self._object(whole, merged)
            cases.append((whole, self._hoist(whole, shape) if isinstance(shape, Declaration) else shape))
        return self._union(spot, cases, discriminator, tags)

    def _places(self, merged: Flat, spot: Spot, part: Spot) -> dict[str, list[Spot]]:
        """Properties of a merged schema with the places and names where they were written."""
        own = flatten(spot, self._definitions).properties
        theirs = flatten(part, self._definitions).properties
        return {name: [*own.get(name, []), *theirs.get(name, [])] or spots for name, spots in merged.properties.items()}

    def _case_names(self, parts: Sequence[Spot], tags: Mapping[At, tuple[JSON, ...]]) -> list[Words]:
        """A name each: its tag, its schema's name, its type, or its place in the list."""
        found: list[Words] = []
        for index, part in enumerate(parts):
            found.append(self._case_name(part, tags.get(part.at, ()), parts) or ("option", str(index + 1)))
        return found

    def _case_name(self, part: Spot, tags: tuple[JSON, ...], parts: Sequence[Spot]) -> Words | None:
        if part.ref in self._definitions and set(part.core) == {"$ref"}:
            return self._definitions[part.ref].words
        if len(tags) == 1:
            return words(_spell(tags[0]))
        core = part.core
        if "const" in core:
            return words(_spell(core["const"]))
        kind = core.get("type")
        if kind == "string" and "format" in core:
            return words(str(core["format"]))
        if isinstance(kind, str) and kind != "object":
            return {"array": ("list",)}.get(kind, (kind,))
        mine = core.get("required") if isinstance(core.get("required"), list) else []
        for name in mine if isinstance(mine, list) else []:
            if isinstance(name, str) and sum(name in (p.core.get("required") or ()) for p in parts) == 1:
                return words(name)
        return None

    def _union(
        self,
        spot: Spot,
        cases: Sequence[tuple[Spot, Type]],
        discriminator: str | None,
        tags: Mapping[At, tuple[JSON, ...]],
    ) -> Type | Declaration:
        distinct: dict[Type, Spot] = {}
        schemas: dict[Type, list[JSON]] = {}
        for part, kind in cases:
            distinct.setdefault(kind, part)
            schemas.setdefault(kind, []).append(part.schema)
        kinds = list(distinct)
        if any(isinstance(kind, AnyJson) for kind in kinds):
            return AnyJson()
        kinds = [kind for kind in kinds if not isinstance(kind, Never)]
        if not kinds:
            return Never() if not cases or any(isinstance(kind, Never) for kind in distinct) else NULL
        if len(kinds) == 1:
            return kinds[0]
        constants = [kind.value for kind in kinds if isinstance(kind, Const)]
        if (
            len(constants) == len(kinds)
            and len({_base(value) for value in constants}) == 1
            and not isinstance(constants[0], bool)
        ):
            members = tuple(EnumValue(value, words(_spell(value))) for value in constants)
            return EnumType("", spot.words, _base(constants[0]), members, _doc(spot), self._position(spot.at))
        named = [self._name_of_case(kind, distinct[kind], tags) for kind in kinds]
        built = tuple(
            UnionCase(
                named[i],
                kind,
                tags.get(distinct[kind].at, ()),
                Probe(()),
                _doc(distinct[kind]),
                {"anyOf": schemas[kind]} if len(schemas[kind]) > 1 else schemas[kind][0],
            )
            for i, kind in enumerate(kinds)
        )
        return UnionType("", spot.words, built, discriminator, _doc(spot), self._position(spot.at))

    def _name_of_case(self, kind: Type, part: Spot, tags: Mapping[At, tuple[JSON, ...]]) -> Words:
        tag = tags.get(part.at, ())
        match kind:
            case _ if len(tag) == 1:
                return words(_spell(tag[0]))
            case Ref(name) if name in self._definitions:
                return self._definitions[name].words
            case Ref():
                return self._case_name(part, tag, [part]) or part.words[-1:] or ("object",)
            case Scalar(scalar):
                return words(scalar.value)
            case Const(value):
                return words(_spell(value))
            case ListOf(item):
                return (*self._name_of_case(item, part, {}), "list") if isinstance(item, Ref | Scalar) else ("list",)
            case MapOf():
                return ("map",)
            case _:
                return ("value",)

    def _hoist(self, spot: Spot, shape: Declaration) -> Ref:
        """Declare an inline shape. The same place is the same declaration, however it is reached."""
        name = _inline(spot)
        self.declarations.setdefault(name, replace(shape, name=name))
        return Ref(name)


def _inline(spot: Spot) -> str:
    """The provisional name of what stands inline."""
    return f"@{spot.at.file}#{spot.at.pointer}|{spot.view}|{'-'.join(spot.words)}"


def _without(base: dict[str, Any], holder: Spot, spot: Spot, key: str) -> dict[str, Any]:
    """The base schema less the alternatives that are being multiplied out, wherever in its allOf they stand."""
    if holder.at == spot.at or "allOf" not in base:
        return base
    parts = [
        {k: v for k, v in part.items() if k != key} if isinstance(part, dict) and part is holder.schema else part
        for part in base["allOf"]
    ]
    return {**base, "allOf": parts}


def _typed(part: Spot, kind: JSON) -> Spot:
    """An alternative with the `type` that stands beside them all, where it speaks of scalars and says none itself."""
    scalar = isinstance(kind, str) and kind not in ("object", "array")
    if not scalar or not isinstance(part.schema, dict) or set(part.core) & (_COMPOSING | {"type", "const", "enum"}):
        return part
    return replace(part, schema={"type": kind, **part.schema})


def _is_wide(core: Mapping[str, JSON]) -> bool:
    """Whether bounds ask for integers that a double does not hold, though 64 bits do."""
    bounds = [core.get(key) for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")]
    return any(isinstance(bound, int) and 2**53 < abs(bound) <= 2**63 for bound in bounds)


def _doc(spot: Spot) -> Doc:
    schema = spot.schema
    if not isinstance(schema, dict):
        return Doc()
    examples = schema.get("examples")
    listed = [*examples] if isinstance(examples, list) else []
    if "example" in schema:
        listed.append(schema["example"])
    description = schema.get("description")
    return Doc("", description if isinstance(description, str) else "", schema.get("deprecated") is True, tuple(listed))


def _constant(value: JSON) -> Type:
    if value is None:
        return NULL
    return Const(value) if isinstance(value, str | int | float | bool) else AnyJson()


def _distinct(values: Sequence[JSON]) -> list[JSON]:
    """Without repetition; 1 and true are different values."""
    return list({json.dumps(value, sort_keys=True): value for value in values}.values())


def _base(value: JSON) -> ScalarKind:
    if isinstance(value, bool):
        return ScalarKind.BOOLEAN
    if isinstance(value, int):
        return ScalarKind.INTEGER
    return ScalarKind.NUMBER if isinstance(value, float) else ScalarKind.STRING


def _spell(value: JSON) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _is_null(schema: JSON) -> bool:
    core = constraining(schema) if isinstance(schema, dict) else {}
    return core in ({"type": "null"}, {"type": ["null"]}, {"const": None}, {"enum": [None]})


def _openness(kind: Type) -> int:
    """How little a type says: a constant says most, any JSON least."""
    order: tuple[type, ...] = (Const, Ref, Never, ListOf, Scalar, MapOf, Nullable, AnyJson)
    if isinstance(kind, Scalar) and kind.kind in (ScalarKind.STRING, ScalarKind.NUMBER):
        return order.index(Scalar) * 2 + 1
    return order.index(type(kind)) * 2
