"""JSON as the stores write it: compact, UTF-8, and one text for one value."""

from __future__ import annotations

import json
from typing import Any


def dump(value: object) -> str:
    """Compact JSON text, members in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(value: object) -> bytes:
    """The same bytes for the same value whatever the order of its members, to hash and to compare; true is not 1."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def load(text: str) -> Any:
    return json.loads(text)
