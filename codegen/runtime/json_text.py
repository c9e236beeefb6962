"""JSON text on the wire: RFC 8259 alone, integers of any size, bounded depth, no lone surrogates."""

from __future__ import annotations

import json
from typing import Any

import orjson
from pydantic_core import from_json

from codegen.runtime.call import ApiError


def dumps(value: Any) -> bytes:
    try:
        return orjson.dumps(value)
    except TypeError:  # integers beyond 64 bits
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def loads(text: str | bytes) -> Any:
    """ValueError where it is no JSON, or nests deeper than 200 levels."""
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        if "recursion limit" in str(error):
            raise ValueError("it nests deeper than 200 levels") from error
        raise


def parse(text: str | bytes, what: str) -> Any:
    """`loads`, with ApiError 400 that names `what`."""
    try:
        return loads(text)
    except ValueError as error:
        raise ApiError(400, f"{what} is no JSON: {error}"[:300]) from error
