"""How the cases of a union are told apart: the member whose literal names the case, and its literals."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from codegen.contract import JSON
from codegen.load import At, unescape
from codegen.resolve.bundle import Definition
from codegen.resolve.flatten import REF, Spot, alternatives, definition_spot, flatten

_USUAL = ("type", "kind")  # preferred where several members would do


class Tags:
    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self._definitions = definitions

    def of(self, union: Spot, parts: Sequence[Spot]) -> tuple[str | None, dict[At, tuple[JSON, ...]]]:
        """The discriminating member's wire name and the literals of each part, by the part's place; (None, {}) where
        nothing tells the parts apart. An explicit `discriminator` counts before what the schemas show by themselves.
        """
        parts = [part for part in parts if not _null(part)]
        said = union.schema.get("discriminator") if isinstance(union.schema, dict) else None
        if isinstance(said, dict) and isinstance(said.get("propertyName"), str):
            name = said["propertyName"]
            given = said.get("mapping")
            mapping = given if isinstance(given, dict) else {}
            found = {part.at: self._literals(part, name) or self._mapped(part, mapping) for part in parts}
            if all(found.values()) and _disjoint(found.values()):
                return name, found
        return self._inferred(parts)

    def _inferred(self, parts: Sequence[Spot]) -> tuple[str | None, dict[At, tuple[JSON, ...]]]:
        if len(parts) < 2:
            return None, {}
        names = self._literal_members(parts[0])
        for name in sorted(names, key=lambda n: (n not in _USUAL, names.index(n))):
            found = {part.at: self._literals(part, name) for part in parts}
            if all(found.values()) and _disjoint(found.values()):
                return name, found
        return None, {}

    def _literal_members(self, part: Spot, depth: int = 4) -> list[str]:
        nested = self._union_parts(part)
        if nested and depth:
            return self._literal_members(nested[0], depth - 1)
        flat = flatten(part, self._definitions)
        return [name for name in flat.properties if name in flat.required and self._literals(part, name)]

    def _literals(self, part: Spot, name: str, depth: int = 4) -> tuple[JSON, ...]:
        """The values that the required member `name` may have in `part`, where they are a short closed list."""
        nested = self._union_parts(part)
        if nested and depth:
            found = [self._literals(one, name, depth - 1) for one in nested]
            return tuple(value for values in found for value in values) if all(found) else ()
        flat = flatten(part, self._definitions)
        if name not in flat.required:
            return ()
        for spot in flat.properties.get(name, []):
            values = self._closed(spot)
            if values:
                return values
        return ()

    def _closed(self, spot: Spot, depth: int = 4) -> tuple[JSON, ...]:
        schema = spot.schema if isinstance(spot.schema, dict) else {}
        if "const" in schema:
            values = [schema["const"]]
        elif isinstance(schema.get("enum"), list):
            values = schema["enum"]
        elif spot.ref in self._definitions and depth:
            return self._closed(definition_spot(self._definitions[spot.ref]), depth - 1)
        else:
            return ()
        return tuple(values) if all(isinstance(v, str | int) for v in values) else ()

    def _union_parts(self, part: Spot) -> list[Spot]:
        """The parts of a case that is itself nothing but a union."""
        seen = set()
        while part.ref in self._definitions and set(part.core) == {"$ref"} and part.ref not in seen:
            seen.add(part.ref)
            part = definition_spot(self._definitions[part.ref])
        for key in ("oneOf", "anyOf"):
            if set(part.core) == {key}:
                return [one for one in alternatives(part, key) if not _null(one)]
        return []

    def _mapped(self, part: Spot, mapping: Mapping[str, str]) -> tuple[JSON, ...]:
        """OAS 4.8.25: the mapping's names for the case, else the name of its schema."""
        if part.ref not in self._definitions:
            return ()
        names = tuple(tag for tag, reference in mapping.items() if reference == f"{REF}{part.ref}")
        return names or (unescape(self._definitions[part.ref].at.pointer.rsplit("/", 1)[-1]),)


def _null(part: Spot) -> bool:
    return part.core in ({"type": "null"}, {"type": ["null"]}, {"const": None}, {"enum": [None]})


def _disjoint(groups: object) -> bool:
    values = [json.dumps(value) for group in groups for value in group]  # type: ignore[attr-defined]  # dict views
    return len(values) == len(set(values))
