"""Media types: which answer a client accepts, which body it sends (RFC 9110, sections 8.3 and 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache


@lru_cache(128)  # clients send few different ones
def accepted(header: str, offered: tuple[str, ...]) -> str | None:
    """The offer that the client likes best, the earlier one among equals; None where it accepts none.

    An operation that answers without content accepts every wish ('').
    """
    if not offered:
        return ""
    ranges = [_range(piece) for piece in header.split(",") if piece.strip()] or [("*/*", 1.0)]
    best = max(offered, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


@lru_cache(128)
def media_type(header: str, declared: tuple[str, ...]) -> str | None:
    """The declared media type that a body's Content-Type is, ranges like `image/*` included."""
    name = header.split(";", maxsplit=1)[0].strip().lower()
    exact = next((one for one in declared if one.split(";")[0].strip().lower() == name), None)
    return exact or next((one for one in declared if "*" in one and name and _matches(one.lower(), name)), None)


def parameter(header: str, name: str) -> str:
    """A parameter of a media type, '' where it has none: `charset` of `text/plain; charset="utf-8"`."""
    for piece in header.split(";")[1:]:
        key, _, value = piece.strip().partition("=")
        if key.strip().lower() == name:
            return value.strip().strip('"')
    return ""


def _range(piece: str) -> tuple[str, float]:
    name, *parameters = [part.strip() for part in piece.split(";")]
    quality = next((p[2:] for p in parameters if p.lower().startswith("q=")), "1")
    try:
        return name.lower(), float(quality)
    except ValueError:
        return name.lower(), 0.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """By the most specific range that fits."""
    name = offer.split(";", maxsplit=1)[0].strip().lower()
    fitting = [(pattern, quality) for pattern, quality in ranges if _matches(pattern, name) or _matches(name, pattern)]
    return max(fitting, key=lambda one: -one[0].count("*"))[1] if fitting else 0.0


def _matches(pattern: str, name: str) -> bool:
    if pattern in ("*/*", "*", name):
        return True
    return pattern.endswith("/*") and name.startswith(pattern[:-1])
