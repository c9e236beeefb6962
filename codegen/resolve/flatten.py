"""allOf flattened: one view of an object schema's members, wherever they were written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from codegen.contract import JSON, Words
from codegen.load import At
from codegen.naming import words
from codegen.parse.model import View
from codegen.resolve.bundle import Definition
from codegen.schema import ANNOTATIONS, constraining

REF = "#/$defs/"


@dataclass(frozen=True, slots=True)
class Spot:
    """A schema in a position: `words` would name it, `at` is where it was written."""

    schema: JSON
    at: At
    words: Words
    view: View
    binary: bool = False

    def under(self, *tokens: str, schema: JSON, name: Words = ()) -> Spot:
        at = self.at
        for token in tokens:
            at = at / token
        return replace(self, schema=schema, at=at, words=(*self.words, *name))

    @property
    def core(self) -> dict[str, JSON]:
        """What the schema says of values; {} for `true` and {'not': {}} for `false`."""
        if isinstance(self.schema, dict):
            return constraining(self.schema)
        return {} if self.schema is not False else {"not": {}}

    @property
    def ref(self) -> str:
        """The definition that a `$ref` here names; '' where there is none."""
        text = self.schema.get("$ref") if isinstance(self.schema, dict) else None
        return text.removeprefix(REF) if isinstance(text, str) else ""


@dataclass(slots=True)
class Flat:
    """An object schema with its allOf parts and their references folded in."""

    properties: dict[str, list[Spot]] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    alternatives: list[tuple[Spot, str]] = field(default_factory=list)  # a part, and its oneOf or anyOf
    parents: dict[str, None] = field(default_factory=dict)
    extra: list[Spot] = field(default_factory=list)  # additionalProperties, and patternProperties' values
    closed: bool = False
    patterned: bool = False  # patternProperties speak of some members that no property names
    absent: set[str] = field(default_factory=set)
    sought: dict[str, None] = field(default_factory=dict)  # members that must be there under some condition
    types: set[str] | None = None  # None: nothing said
    others: list[Spot] = field(default_factory=list)  # parts that say something of other values than objects

    def restrict(self, types: JSON) -> None:
        listed = {types} if isinstance(types, str) else set(types)
        self.types = listed if self.types is None else self.types & listed


_OBJECT = frozenset({
    "properties", "additionalProperties", "patternProperties", "unevaluatedProperties", "required", "propertyNames",
    "minProperties", "maxProperties", "dependentRequired", "dependentSchemas",
})  # fmt: skip


def flatten(spot: Spot, definitions: Mapping[str, Definition]) -> Flat:
    """Everything that must hold of an object at `spot`. A definition that contains itself by allOf is taken once."""
    flat = Flat()
    _fold(spot, definitions, flat, set())
    return flat


def _fold(spot: Spot, definitions: Mapping[str, Definition], flat: Flat, seen: set[str]) -> None:
    schema = spot.schema
    if not isinstance(schema, dict):
        return
    if spot.ref in definitions and spot.ref not in seen:
        seen.add(spot.ref)
        flat.parents[spot.ref] = None
        _fold(definition_spot(definitions[spot.ref]), definitions, flat, seen)
    flat.absent.update(schema.get("x-contracts-absent", ()))
    if "type" in schema:
        flat.restrict(schema["type"])
    for name, child in _mapping(schema, "properties"):
        if name not in schema.get("x-contracts-absent", ()):
            flat.properties.setdefault(name, []).append(spot.under("properties", name, schema=child, name=words(name)))
    if isinstance(schema.get("required"), list):
        flat.required.update(dict.fromkeys(name for name in schema["required"] if isinstance(name, str)))
    for key in ("additionalProperties", "unevaluatedProperties"):
        if schema.get(key) is False:
            flat.closed = True
        elif isinstance(schema.get(key), dict):
            flat.extra.append(spot.under(key, schema=schema[key], name=("value",)))
    for name, child in _mapping(schema, "patternProperties"):
        flat.patterned = True
        flat.extra.append(spot.under("patternProperties", name, schema=child, name=("value",)))
        if not {"additionalProperties", "unevaluatedProperties"} & set(schema):  # names without the pattern: anything
            flat.extra.append(spot.under("patternProperties", schema=True))
    for at, name, child in _conditional(spot):  # a member whose type holds under a condition may be anything without it
        notes = {key: child[key] for key in ANNOTATIONS & set(child)} if isinstance(child, dict) else True
        flat.properties.setdefault(name, []).append(at.under("properties", name, schema=notes, name=words(name)))
    flat.sought.update(dict.fromkeys(_sought(spot)))
    for index, part in enumerate(_list(schema, "allOf")):
        _fold(spot.under("allOf", str(index), schema=part), definitions, flat, seen)
    for key in ("oneOf", "anyOf"):
        if _list(schema, key):
            flat.alternatives.append((spot, key))
    if set(spot.core) - _OBJECT - {"type", "allOf", "oneOf", "anyOf", "$ref"}:
        flat.others.append(spot)


def _conditional(spot: Spot) -> Iterator[tuple[Spot, str, JSON]]:
    """Members that a schema declares only under a condition: where, their names, and their schemas."""
    parts = [(spot.under(key, schema=spot.schema.get(key))) for key in ("if", "then", "else")]
    parts += [spot.under("dependentSchemas", key, schema=s) for key, s in _mapping(spot.schema, "dependentSchemas")]
    for part in parts:
        if isinstance(part.schema, dict):
            yield from ((part, name, child) for name, child in _mapping(part.schema, "properties"))


def _sought(spot: Spot) -> Iterator[str]:
    """Names that are required under a condition, or by an alternative that says nothing else."""
    schema = spot.schema
    parts = [schema.get(key) for key in ("if", "then", "else")]
    parts += [part for _, part in _mapping(schema, "dependentSchemas")]
    parts += [part for key in ("oneOf", "anyOf") for part in _list(schema, key) if _only_requires(part)]
    listed = [_list(part, "required") for part in parts] + [names for _, names in _mapping(schema, "dependentRequired")]
    yield from (name for names in listed if isinstance(names, list) for name in names if isinstance(name, str))


def _only_requires(part: JSON) -> bool:
    return isinstance(part, dict) and set(part) == {"required"}


def definition_spot(definition: Definition) -> Spot:
    return Spot(definition.schema, definition.at, definition.words, definition.view, definition.binary)


def alternatives(spot: Spot, key: str) -> Iterator[Spot]:
    for index, part in enumerate(_list(spot.schema, key)):
        yield spot.under(key, str(index), schema=part)


def _mapping(schema: Mapping[str, JSON], key: str) -> Iterator[tuple[str, JSON]]:
    value = schema.get(key)
    return iter(value.items()) if isinstance(value, dict) else iter(())


def _list(schema: JSON, key: str) -> list[JSON]:
    value = schema.get(key) if isinstance(schema, dict) else None
    return value if isinstance(value, list) else []
