"""JSON text on the wire: RFC 8259 alone, integers of any size, bounded depth, no lone surrogates."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson
from pydantic_core import from_json

from codegen.runtime.call import ApiError

DEPTH = 200
"""Levels of arrays and objects that `loads` reads; the limit of pydantic-core's parser."""

# Strings are skipped whole, so that a bracket within one does not count.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def dumps(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # integers beyond 64 bits
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def loads(text: str | bytes) -> Any:
    """ValueError where it is no JSON, or nests deeper than `DEPTH` levels."""
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        if "recursion limit" in str(error):
            raise ValueError(f"it nests deeper than {DEPTH} levels") from error
        raise


def parse(text: str | bytes, what: str) -> Any:
    """`loads`, with ApiError 400 that names `what`."""
    try:
        return loads(text)
    except ValueError as error:
        raise ApiError(400, f"{what} is no JSON: {error}"[:300]) from error


def deeper_than(text: bytes, limit: int) -> bool:
    """Whether JSON text nests more than `limit` arrays and objects, without parsing it and without recursion."""
    if text.count(b"[") + text.count(b"{") <= limit:
        return False
    depth = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case b"[" | b"{":
                depth += 1
                if depth > limit:
                    return True
            case b"]" | b"}":
                depth -= 1
    return False
