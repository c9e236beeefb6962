"""Suggestions for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str], prefix: str = "") -> str:
    """`; did you mean X?`, or nothing where no name is near. What all names begin with is no likeness."""
    from difflib import get_close_matches

    near = get_close_matches(name.removeprefix(prefix), [other.removeprefix(prefix) for other in names], 1, 0.6)
    return f"; did you mean {prefix}{near[0]}?" if near else ""
