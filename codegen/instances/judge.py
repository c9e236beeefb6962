"""What is valid, and how large the smallest value of a schema must be: over all definitions of a contract."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from codegen.runtime.validation import Definitions, Schema, bounded
from codegen.schema import JSON

NEVER = 10**6
HUGE = 1_000  # members and items of the smallest value
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
        self._known = Definitions(definitions)
        self._definitions = {key: bounded(schema) for key, schema in definitions.items()}
        kept = {key: _absolute(schema) for key, schema in self._definitions.items()}
        document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": kept}
        self._registry = jsonschema_rs.Registry([(_BASE, document)])
        self._validators: dict[str, Any] = {}
        self._costs: dict[str, int] | None = None

    def is_valid(self, schema: JSON, value: JSON) -> bool:
        if schema is True:
            return True
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators and self._known.heavy(schema):
            self._validators[key] = Schema(schema, self._known).accepts
        if key not in self._validators:
            judge = jsonschema_rs.Draft202012Validator(
                _absolute(bounded(schema)), registry=self._registry, validate_formats=True
            )
            self._validators[key] = judge.is_valid
        return bool(self._validators[key](value))

    def is_hard(self, schema: JSON) -> bool:
        return isinstance(schema, dict) and not _HARD.isdisjoint(schema)

    def definition(self, reference: str) -> JSON:
        """What a `#/$defs/` reference names; a reference that leads elsewhere admits anything."""
        return self._definitions.get(reference.removeprefix(_REF), True)

    def cost(self, schema: JSON) -> int:
        """The size of the smallest value, roughly; from HUGE on it is not worth making, and NEVER has no end."""
        if self._costs is None:
            self._costs = self._smallest()
        return self._cost(schema, self._costs)

    def _smallest(self) -> dict[str, int]:
        """Of each definition: what needs no other is known first, and then what needs only what is known."""
        costs = {f"{_REF}{key}": NEVER for key in self._definitions}
        changed = True
        while changed:
            changed = False
            for key, schema in self._definitions.items():
                cost = self._cost(schema, costs)
                if cost < costs[f"{_REF}{key}"]:
                    costs[f"{_REF}{key}"], changed = cost, True
        return costs

    def _cost(self, schema: JSON, costs: Mapping[str, int]) -> int:
        if not isinstance(schema, dict):
            return NEVER if schema is False else 0
        needed = [0]
        if isinstance(schema.get("$ref"), str):
            needed.append(costs.get(schema["$ref"], 0))
        needed += [self._cost(part, costs) for part in schema.get("allOf", ())]
        for key in ("anyOf", "oneOf"):
            if schema.get(key):
                needed.append(min(self._cost(part, costs) for part in schema[key]))
        if _admits(schema, "null"):
            return max(needed)
        properties = schema.get("properties", {})
        needed.append(_together(self._cost(properties.get(name, True), costs) for name in schema.get("required", ())))
        prefix, least = schema.get("prefixItems", []), schema.get("minItems", 0)
        needed.append(_together(self._cost(item, costs) for item in prefix[:least]))
        if least > len(prefix):
            needed.append(1 + self._cost(schema.get("items", True), costs))
        return min(max(needed), NEVER)


def _together(costs: Iterable[int]) -> int:
    """Of several parts: their sum, which is below NEVER where each of them has an end."""
    listed = list(costs)
    return NEVER if NEVER in listed else min(sum(listed) + len(listed), NEVER - 1)


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
