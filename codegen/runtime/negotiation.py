"""Media types: which answer a client accepts, which body it sends (RFC 9110, sections 8.3 and 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache


@lru_cache(128)  # clients send few different ones
def accepted(header: str, offered: tuple[str, ...]) -> str | None:
    """The offer that the client likes best, the earlier one among equals; None where it accepts none.

    An operation that answers without content accepts every wish ('').
    """
    if not offered:
        return ""
    ranges: dict[str, float] = {}
    for name, quality in (_range(piece) for piece in header.split(",") if piece.strip()):
        ranges.setdefault(name, quality)
    ranges = ranges or {"*/*": 1.0}
    best = max(offered, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


@lru_cache(128)
def media_type(header: str, declared: tuple[str, ...]) -> str | None:
    """The declared media type that a body's Content-Type is, ranges like `image/*` included.

    Among those that differ in their charset alone, the one that the header names comes first.
    """
    name, charset = _name(header), parameter(header, "charset").lower()
    exact = [one for one in declared if _name(one) == name]
    exact.sort(key=lambda one: parameter(one, "charset").lower() != charset)
    if exact:
        return exact[0]
    return next((one for one in declared if "*" in one and name and _matches(one.lower(), name)), None)


def _name(media: str) -> str:
    return media.split(";", maxsplit=1)[0].strip().lower()


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


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    """By the most specific range that fits: of each range the first quality counts."""
    name = _name(offer)
    if "*" in name:  # an offer of any image takes the first image that the client names
        fitting = [pattern for pattern in ranges if _matches(name, pattern)]
        if fitting:
            return ranges[min(fitting, key=lambda pattern: pattern.count("*"))]
    wider = (name, name.partition("/")[0] + "/*", "*/*", "*")
    return next((ranges[pattern] for pattern in wider if pattern in ranges), 0.0)


def _matches(pattern: str, name: str) -> bool:
    if pattern in ("*/*", "*", name):
        return True
    return pattern.endswith("/*") and name.startswith(pattern[:-1])
