"""The contract's JSON Schemas (2020-12), compiled once; the only judge of what is valid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from codegen.runtime.call import Violation

MAX_VIOLATIONS = 20


class Schema:
    """One schema over the contract's definitions. Formats are asserted."""

    def __init__(self, schema: Any, definitions: Mapping[str, Any]) -> None:
        whole = {"$defs": definitions, "allOf": [schema]}
        self._validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True, formats=_FORMATS)

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


def _whole(bits: int) -> Any:
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    return lambda value: isinstance(value, (str, float)) or low <= value <= high


_FORMATS = {"int32": _whole(32), "int64": _whole(64)}
