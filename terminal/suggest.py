"""Suggestions for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """`; did you mean X?`, or nothing where no name is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), 1, 0.7)
    return f"; did you mean {near[0]}?" if near else ""
