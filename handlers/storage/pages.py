"""Lists in pages: opaque cursors that mean something only to the list that made them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.errors import NotFound

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in the list's order; `next_cursor` is None at the end."""

    items: tuple[T, ...]
    next_cursor: str | None = None


def page(items: Sequence[tuple[int, T]], limit: int, *, of: str) -> Page[T]:
    """A page of `(row key, item)` pairs that were read with `LIMIT limit + 1`: the one too many says there are more.

    `of` names the list, its filter included: a cursor of another list is refused.
    """
    kept = items[:limit]
    more = len(items) > limit
    return Page(tuple(item for _, item in kept), encode(of, kept[-1][0]) if more else None)


def encode(of: str, key: int) -> str:
    """A cursor that stands behind row `key` of the list `of`."""
    return base64.urlsafe_b64encode(f"{key}:{of}".encode()).decode().rstrip("=")


def decode(cursor: str | None, *, of: str) -> int:
    """The row key behind which to go on; 0 without a cursor. Raises `NotFound` (`cursor_unknown`)."""
    if cursor is None:
        return 0
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        key, _, list_name = text.partition(":")
        if list_name == of and encode(of, int(key)) == cursor:
            return int(key)
    except (binascii.Error, ValueError):
        pass
    raise NotFound("this cursor does not belong to this list", code="cursor_unknown")
