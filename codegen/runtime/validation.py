"""The contract's JSON Schemas (2020-12), compiled once; the only judge of what is valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from codegen.runtime.call import Violation
from codegen.runtime.keywords import LIST, MAP, ONE

MAX_VIOLATIONS = 20
_BITS = {"int32": 32, "int64": 64}


class Schema:
    """One schema over the contract's definitions, which are `bounded` already. Formats are asserted."""

    def __init__(self, schema: Any, definitions: Mapping[str, Any]) -> None:
        whole = {"$defs": definitions, "allOf": [bounded(schema)]}
        self._validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)

    def check(self, value: Any, prefix: str = "") -> list[Violation]:
        """What is wrong with a JSON value; nothing, at the price of one pass, where it is valid."""
        if self._validator.is_valid(value):
            return []
        found = []
        for error in self._validator.iter_errors(value):
            path = "".join(f"/{str(token).replace('~', '~0').replace('/', '~1')}" for token in error.instance_path)
            found.append(Violation(prefix + path, error.message[:500]))
            if len(found) == MAX_VIOLATIONS:
                break
        return found


def bounded(schema: Any) -> Any:
    """The schema with the ranges of int32 and int64 in words that validators know: `format` speaks to strings alone."""
    if not isinstance(schema, dict):
        return schema
    found = {key: _bounded(key, value) for key, value in schema.items()}
    bits = _BITS.get(str(schema.get("format")))
    if bits:
        low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
        found |= {"minimum": max(low, schema.get("minimum", low)), "maximum": min(high, schema.get("maximum", high))}
    return found


def _bounded(key: str, value: Any) -> Any:
    if key in MAP and isinstance(value, dict):
        return {name: bounded(item) for name, item in value.items()}
    if key in LIST and isinstance(value, list):
        return [bounded(item) for item in value]
    return bounded(value) if key in ONE else value
