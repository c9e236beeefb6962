"""JSON text on the wire: integers of any size, no NaN, and no more depth than any contract needs."""

from __future__ import annotations

import json
from typing import Any

import orjson

MAX_DEPTH = 200


def dumps(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # integers beyond 64 bits
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def loads(text: str) -> Any:
    """ValueError where it is no JSON, or nests deeper than `MAX_DEPTH`."""
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise ValueError(f"it nests deeper than {MAX_DEPTH}")
    return json.loads(text, parse_constant=_no_constant)


def _depth(text: str) -> int:
    depth = deepest = 0
    inside = escaped = False
    for sign in text:
        if inside:
            escaped, inside = (sign == "\\" and not escaped), not (sign == '"' and not escaped)
        elif sign == '"':
            inside = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
