"""A JSON Schema as a page shows it: its type in words, its limits, its members."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_LIMITS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "pattern": "matches {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} members",
    "maxProperties": "at most {} members",
}


@dataclass(frozen=True, slots=True)
class SchemaView:
    """`anchor` is the id of a named schema that is shown elsewhere; `items` is that of an array's elements."""

    type: str
    anchor: str = ""
    description: str = ""
    limits: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    members: tuple[MemberView, ...] = ()
    items: SchemaView | None = None
    cases: tuple[SchemaView, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberView:
    name: str
    required: bool
    schema: SchemaView


def schema_view(schema: Any, document: str) -> SchemaView:
    """`document` is 'openapi' or 'asyncapi': the prefix of the anchors. References are linked and not followed."""
    if not isinstance(schema, Mapping):
        return SchemaView("nothing" if schema is False else "anything")
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return SchemaView(name, schema_anchor(document, name), str(schema.get("description", "")))
    required = schema.get("required", ())
    items = schema.get("items")
    cases = [case for key in ("oneOf", "anyOf", "allOf") for case in schema.get(key, ())]
    return SchemaView(
        _type(schema),
        "",
        str(schema.get("description", "")),
        tuple(_limits(schema)),
        tuple(json_text(value) for value in schema.get("enum", ())),
        tuple(
            MemberView(name, name in required, schema_view(member, document))
            for name, member in schema.get("properties", {}).items()
        ),
        None if items is None else schema_view(items, document),
        tuple(schema_view(case, document) for case in cases),
    )


def schema_anchor(document: str, name: str) -> str:
    return f"{document}-schema-{name}"


def json_text(value: Any, *, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _type(schema: Mapping[str, Any]) -> str:
    for key, words in (("oneOf", "one of"), ("anyOf", "any of"), ("allOf", "all of")):
        if key in schema:
            return words
    if "const" in schema:
        return f"always {json_text(schema['const'])}"
    types = schema.get("type", "enum" if "enum" in schema else "anything")
    text = " or ".join(types) if isinstance(types, list) else str(types)
    return f"{text} ({schema['format']})" if "format" in schema else text


def _limits(schema: Mapping[str, Any]) -> list[str]:
    limits = [words.format(schema[key]) for key, words in _LIMITS.items() if key in schema]
    if schema.get("uniqueItems"):
        limits.append("no item twice")
    if schema.get("additionalProperties") is False:
        limits.append("no other members")
    if "default" in schema:
        limits.append(f"default {json_text(schema['default'])}")
    return limits
