"""The contract's JSON Schemas (2020-12), compiled once; the only judge of what is valid."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from pydantic import ValidationError

from codegen.runtime.call import Violation
from codegen.runtime.keywords import LIST, MAP, ONE

MAX_VIOLATIONS = 20
_BITS = {"int32": 32, "int64": 64}


class Definitions(Mapping[str, Any]):
    """The contract's definitions, `bounded`. A schema is compiled with those alone that it reaches, and once."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._schemas = {name: bounded(schema) for name, schema in schemas.items()}
        self._named: dict[str, frozenset[str]] = {}
        self._compiled: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self._schemas[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemas)

    def __len__(self) -> int:
        return len(self._schemas)

    def validator(self, schema: Any) -> Any:
        """The compiled validator of a schema that refers to these definitions."""
        key = json.dumps(schema, sort_keys=True)
        if key not in self._compiled:
            whole = {"$defs": self._reached(schema), "allOf": [bounded(schema)]}
            if any(not name.isascii() for name in whole["$defs"]):
                whole = _addressed(whole)
            self._compiled[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return self._compiled[key]

    def _reached(self, schema: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        queue = list(_referred(schema))
        while queue:
            name = queue.pop()
            if name not in found and name in self._schemas:
                found[name] = self._schemas[name]
                if name not in self._named:
                    self._named[name] = frozenset(_referred(found[name]))
                queue += self._named[name]
        return found


class Schema:
    """One schema over the contract's definitions. Formats are asserted."""

    def __init__(self, schema: Any, definitions: Mapping[str, Any]) -> None:
        known = definitions if isinstance(definitions, Definitions) else Definitions(definitions)
        self._validator = known.validator(schema)

    def check(self, value: Any, prefix: str = "") -> list[Violation]:
        """What is wrong with a JSON value; nothing, at the price of one pass, where it is valid."""
        if self._validator.is_valid(value):
            return []
        found = []
        for error in self._validator.iter_errors(value):
            found.append(Violation(prefix + _pointer(error.instance_path), error.message[:500]))
            if len(found) == MAX_VIOLATIONS:
                break
        return found


def mistyped(error: ValidationError, where: str = "") -> list[Violation]:
    """What of a value that its schema admits does not fit the type that was made of the schema."""
    return [Violation(where + _pointer(one["loc"]), one["msg"]) for one in error.errors(include_url=False)]


def _pointer(tokens: Iterable[str | int]) -> str:
    return "".join(f"/{str(token).replace('~', '~0').replace('/', '~1')}" for token in tokens)


def bounded(schema: Any) -> Any:
    """The schema with the ranges of int32 and int64 in words that validators know: `format` speaks to strings alone."""
    found = _inside(schema, bounded)
    bits = _BITS.get(str(found.get("format"))) if isinstance(found, dict) else None
    if bits:
        low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        found |= {"minimum": max(low, found.get("minimum", low)), "maximum": min(high, found.get("maximum", high))}
    return found


def _addressed(schema: Any) -> Any:
    """With references spelled as URIs, which hold ASCII alone; elsewhere a definition is known by its plain name."""
    found = _inside(schema, _addressed)
    if isinstance(found, dict) and isinstance(found.get("$ref"), str):
        found["$ref"] = quote(found["$ref"], safe="#/$:?&=")
    return found


def _referred(schema: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to, once for each place."""
    found = list[str]()

    def note(one: Any) -> Any:
        if isinstance(one, dict) and isinstance(one.get("$ref"), str):
            found.append(one["$ref"].rsplit("/", 1)[-1])
        return _inside(one, note)

    note(schema)
    return iter(found)


def _inside(schema: Any, change: Callable[[Any], Any]) -> Any:
    """A copy whose direct subschemas are changed."""
    if not isinstance(schema, dict):
        return schema
    found = dict(schema)
    for key, value in schema.items():
        if key in MAP and isinstance(value, dict):
            found[key] = {name: change(item) for name, item in value.items()}
        elif key in LIST and isinstance(value, list):
            found[key] = [change(item) for item in value]
        elif key in ONE:
            found[key] = change(value)
    return found
