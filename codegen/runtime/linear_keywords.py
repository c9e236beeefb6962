"""Keywords whose check in `jsonschema_rs` takes more than linear time for some values; here it does not.

Measured: `uniqueItems` compares integers beyond 64 bits pairwise (4,000 of them: 11 s); `multipleOf: 0.01` takes 20
microseconds for 1e308, as it divides exact fractions; an `enum` of fractions is searched one by one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

MULTIPLE, ENUM = "multipleOf (decimal)", "enum (large)"
_LARGE = 32
_HASHED = 2**61 - 1  # integers below are their own hash


class UniqueItems:
    """Compares as JSON does: 1 and 1.0 are equal, true is not 1, the order of members does not matter."""

    def __init__(self, parent: Mapping[str, Any], value: Any, path: list[str | int]) -> None:
        self._unique = value is True

    def validate(self, instance: Any) -> None:
        if self._unique and isinstance(instance, list) and len({_key(item) for item in instance}) < len(instance):
            raise ValueError("the array has non-unique elements")


class MultipleOf:
    """`multipleOf` of a fraction, in decimal: 0.07 is a multiple of 0.01."""

    def __init__(self, parent: Mapping[str, Any], value: Any, path: list[str | int]) -> None:
        self._text = str(value)
        self._digits, self._exponent = _scaled(value)

    def validate(self, instance: Any) -> None:
        if isinstance(instance, bool) or not isinstance(instance, int | float):
            return
        digits, exponent = _scaled(instance)
        shift = exponent - self._exponent
        whole = digits * 10**shift % self._digits if shift >= 0 else digits % (self._digits * 10**-shift)
        if whole:
            raise ValueError(f"the number is not a multiple of {self._text}")


class LargeEnum:
    def __init__(self, parent: Mapping[str, Any], value: Any, path: list[str | int]) -> None:
        self._keys = {_key(item) for item in value}

    def validate(self, instance: Any) -> None:
        if _key(instance) not in self._keys:
            raise ValueError(f"the value is not one of the {len(self._keys)} that are listed")


KEYWORDS: dict[str, Any] = {"uniqueItems": UniqueItems, MULTIPLE: MultipleOf, ENUM: LargeEnum}


def linear(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema, without what is below it, with the keywords that are checked here by the names they have here."""
    factor, values = schema.get("multipleOf"), schema.get("enum")
    if isinstance(factor, float) and not factor.is_integer():
        schema = {key: value for key, value in schema.items() if key != "multipleOf"} | {MULTIPLE: factor}
    if isinstance(values, list) and len(values) > _LARGE and len({type(value) for value in values} - {str, int}) > 0:
        schema = {key: value for key, value in schema.items() if key != "enum"} | {ENUM: values}
    return schema


def _scaled(number: float) -> tuple[int, int]:
    """Integer and power of ten whose product the number is, as it is written."""
    if isinstance(number, int):
        return number, 0
    sign, digits, exponent = Decimal(repr(number)).as_tuple()
    whole = int("".join(map(str, digits)))
    return (-whole if sign else whole), exponent if isinstance(exponent, int) else 0


def _key(value: Any) -> Any:
    """Equal for values that JSON Schema takes for equal.

    Python's hashes of large integers, and of tuples of integers, are the same in every process, so that a client could
    choose values whose hashes are equal; those of text are not.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and -_HASHED < value < _HASHED:
        return value
    return (_text(value),)


def _text(value: Any) -> str:
    match value:
        case bool() | None:
            return str(value)
        case str():
            return json.dumps(value)
        case dict():
            return "{" + ",".join(sorted(f"{json.dumps(name)}:{_text(member)}" for name, member in value.items())) + "}"
        case list():
            return "[" + ",".join(map(_text, value)) + "]"
        case float() if not value.is_integer():
            return repr(value)
        case _:
            return hex(int(value))
