"""What is valid, and how deep the smallest value of a schema must be: over all definitions of a contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from codegen.runtime.validation import bounded
from codegen.schema import JSON

NEVER = 10**6
_BASE = "urn:contract"
_REF = "#/$defs/"
# Keywords that a value made member by member may still offend.
_HARD = frozenset({
    "anyOf", "oneOf", "not", "if", "dependentSchemas", "dependentRequired", "contains", "propertyNames", "pattern",
    "patternProperties", "unevaluatedProperties", "unevaluatedItems", "uniqueItems", "multipleOf", "format", "allOf",
    "$ref", "$dynamicRef", "minProperties", "maxProperties", "minContains", "maxContains", "enum", "const",
})  # fmt: skip


class Judge:
    """The contract's validity as a generated server asserts it: formats count, int32 and int64 have their range."""

    def __init__(self, definitions: Mapping[str, JSON]) -> None:
        self._definitions = {key: bounded(schema) for key, schema in definitions.items()}
        kept = {key: _absolute(schema) for key, schema in self._definitions.items()}
        document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": kept}
        self._registry = jsonschema_rs.Registry([(_BASE, document)])
        self._validators: dict[str, Any] = {}
        self._costs: dict[str, int] = {}

    def is_valid(self, schema: JSON, value: JSON) -> bool:
        if schema is True:
            return True
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                _absolute(bounded(schema)), registry=self._registry, validate_formats=True
            )
        return bool(self._validators[key].is_valid(value))

    def is_hard(self, schema: JSON) -> bool:
        return isinstance(schema, dict) and not _HARD.isdisjoint(schema)

    def definition(self, reference: str) -> JSON:
        """What a `#/$defs/` reference names; a reference that leads elsewhere admits anything."""
        return self._definitions.get(reference.removeprefix(_REF), True)

    def cost(self, schema: JSON) -> int:
        """The depth of the schema's smallest value, roughly; NEVER where it has none that ends."""
        return self._cost(schema, frozenset())

    def _cost(self, schema: JSON, within: frozenset[str]) -> int:
        if not isinstance(schema, dict):
            return NEVER if schema is False else 0
        found = [0]
        if isinstance(schema.get("$ref"), str):
            found.append(self._cost_of(schema["$ref"], within))
        found += [self._cost(part, within) for part in schema.get("allOf", ())]
        for key in ("anyOf", "oneOf"):
            if schema.get(key):
                found.append(min(self._cost(part, within) for part in schema[key]))
        if _admits(schema, "null"):
            return max(found)
        properties = schema.get("properties", {})
        for name in schema.get("required", ()):
            found.append(1 + self._cost(properties.get(name, True), within))
        prefix, least = schema.get("prefixItems", []), schema.get("minItems", 0)
        items = [*prefix[:least], *([schema.get("items", True)] if least > len(prefix) else [])]
        found += [1 + self._cost(item, within) for item in items]
        return min(max(found), NEVER)

    def _cost_of(self, reference: str, within: frozenset[str]) -> int:
        if reference in self._costs:
            return self._costs[reference]
        if reference in within:
            return NEVER
        found = self._cost(self.definition(reference), within | {reference})
        if not within or found < NEVER:  # a circle cut short says nothing of what was met on its way
            self._costs[reference] = found
        return found


def _admits(schema: Mapping[str, JSON], kind: str) -> bool:
    listed = schema.get("type")
    return isinstance(listed, list) and kind in listed


def _absolute(schema: JSON) -> JSON:
    """References made whole, so that the registry answers them; a name may hold what no URI may (RFC 3986)."""
    if isinstance(schema, list):
        return [_absolute(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _BASE + quote(value, safe="#/$~")
        if key == "$ref" and isinstance(value, str) and value.startswith("#")
        else value
        if key in ("const", "enum", "examples", "default")
        else _absolute(value)
        for key, value in schema.items()
    }
