"""How often a validator visits a value and its parts: each reference, allOf and case of a union visits them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

_SAME = ("allOf", "anyOf", "oneOf")
_SAME_ONE = ("not", "if", "then", "else")
_PARTS = ("additionalProperties", "items", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties")
HEAVY = 100_000
"""Visits from which on a verdict that is kept for each rule and node costs less than visiting again."""


class Weights:
    """Weights of schemas over named definitions; each definition is weighed once."""

    def __init__(self, definitions: Mapping[str, Any], name: Callable[[str], str]) -> None:
        self._definitions, self._name = definitions, name
        self._known: dict[str, int] = {}

    def of(self, schema: Any) -> int:
        """Visits of one value, with the most that one of its parts causes; a circle of references counts once."""
        for name in _postorder(schema, self._definitions, self._name):
            if name not in self._known:
                self._known[name] = self._weigh(self._definitions[name])
        return self._weigh(schema)

    def _weigh(self, schema: Any) -> int:
        if not isinstance(schema, dict):
            return 1
        weight = 1
        if isinstance(schema.get("$ref"), str):
            weight += self._known.get(self._name(schema["$ref"]), 1)
        for key in _SAME:
            weight += sum(map(self._weigh, schema.get(key, ())))
        weight += sum(self._weigh(schema[key]) for key in _SAME_ONE if key in schema)
        weight += sum(map(self._weigh, schema.get("dependentSchemas", {}).values()))
        return min(weight + max(map(self._weigh, _parts(schema)), default=0), HEAVY)


def _parts(schema: Mapping[str, Any]) -> Iterator[Any]:
    for key in ("properties", "patternProperties"):
        yield from schema.get(key, {}).values()
    yield from schema.get("prefixItems", ())
    yield from (schema[key] for key in _PARTS if key in schema)


def _postorder(schema: Any, definitions: Mapping[str, Any], name: Callable[[str], str]) -> Iterator[str]:
    """The definitions that a schema reaches, each after those that it refers to."""
    seen = set[str]()
    stack = [("", iter(_named(schema, name)))]
    while stack:
        current, targets = stack[-1]
        target = next((target for target in targets if target in definitions and target not in seen), None)
        if target is not None:
            seen.add(target)
            stack.append((target, iter(_named(definitions[target], name))))
            continue
        stack.pop()
        if current:
            yield current


def _named(schema: Any, name: Callable[[str], str]) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield name(schema["$ref"])
        for value in schema.values():
            yield from _named(value, name)
    elif isinstance(schema, list):
        for value in schema:
            yield from _named(value, name)
