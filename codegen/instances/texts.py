"""Strings: by format, by pattern, and those that find mistakes in programs."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import strategies as st

from codegen.instances.shape import Shape

TELLING = (
    "", "a", "text", "Ünï©ödé 日本 😀", "line\nbreak\ttab", '"quoted" \\ back', "\u0000nul", "\u2028",
    "9007199254740993", "true", "null", "1.0", " spaced ", "</script>", "__proto__", "2026-01-02", "a" * 64,
)  # fmt: skip
_DATES = ("2026-01-02", "1970-01-01", "2024-02-29", "0001-01-01", "9999-12-31")
_TIMES = ("03:04:05Z", "23:59:60Z", "00:00:00+00:00", "03:04:05.5Z", "12:30:00.123456789-05:30", "23:59:59.9+14:00")
FORMATS = {
    "date-time": (
        "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456789+02:00", "1969-12-31T23:59:59.75Z",
        "2024-02-29T12:00:00-00:00",
        "2026-01-02T03:04:05.5+05:30", "2016-12-31T23:59:60Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z",
        "2026-01-02t03:04:05z",
    ),
    "date": _DATES,
    "time": _TIMES,
    "duration": ("P1D", "PT0S", "P1Y2M3DT4H5M6S", "P2W", "PT36H"),
    "uuid": ("4f7b35c4-3e89-44f0-89ed-376535a42091", "4F7B35C4-3E89-44F0-89ED-376535A42091"),
    "uri": ("https://example.com/a?b=c#d", "http://EXAMPLE.com:80/%7Ea/", "urn:isbn:0451450523",
        "mailto:a@example.com"),
    "uri-reference": ("/a/b?c", "#part", "https://example.com", "../a"),
    "iri": ("https://example.com/é", "https://example.com"),
    "iri-reference": ("/é", "#a"),
    "uri-template": ("/a/{b}", "https://example.com/{?q}"),
    "email": ("a@example.com", "first.last+tag@Example.COM"),
    "idn-email": ("a@example.com",),
    "hostname": ("example.com", "a-b.example", "localhost"),
    "idn-hostname": ("example.com",),
    "ipv4": ("127.0.0.1", "255.255.255.255"),
    "ipv6": ("::1", "2001:db8::8a2e:370:7334"),
    "regex": ("^a+$", "[0-9]{2}"),
    "json-pointer": ("", "/a/0", "/a~1b"),
    "relative-json-pointer": ("0", "1/a"),
    "byte": ("", "aGVsbG8=", "AAECAw=="),
    "decimal": ("0.10", "-12345678901234567890.123456789", "0"),
}  # fmt: skip


def texts(shape: Shape) -> st.SearchStrategy[str]:
    """Strings that fit, or nearly: the judge has the last word."""
    low, high = shape.length
    for pattern in shape.patterns:
        found = _matching(pattern)
        if found is not None:
            return found if high == float("inf") and not low else found.filter(lambda text: low <= len(text) <= high)
    for name in shape.formats:
        fitting = [text for text in FORMATS.get(name, ()) if low <= len(text) <= high]
        if fitting:
            return st.sampled_from(fitting)
    fitting = [text for text in TELLING if low <= len(text) <= high]
    most = int(min(high, low + 12))
    free = st.text(_ALPHABET, min_size=low, max_size=max(most, low))
    return st.one_of(st.sampled_from(fitting), free) if fitting else free


_ALPHABET = st.characters(exclude_categories=["Cs"])


_PROPERTY = re.compile(r"(\\[^p])|\\p\{[^}]*\}")
"""ECMA-262's classes of characters, e.g. `\\p{L}`: letters stand for them all, and the judge knows better."""


def _in_class(found: re.Match[str]) -> bool:
    before = re.sub(r"\\.", "", found.string[: found.start()])
    return before.rfind("[") > before.rfind("]")


@cache
def _matching(pattern: str) -> st.SearchStrategy[str] | None:
    """Texts with this pattern; None where it is one of ECMA-262 that Python does not read."""
    python = _PROPERTY.sub(lambda found: found[1] or ("a-zA-Z" if _in_class(found) else "[a-zA-Z]"), pattern)
    python = re.sub(r"\(\?<(?![=!])", "(?P<", python)
    try:
        compiled = re.compile(python, re.ASCII)  # as in ECMA-262, where classes such as \d are ASCII's
    except re.error:
        return None
    return st.from_regex(compiled, alphabet=_ALPHABET)
