"""Names and values of a query, an urlencoded form or a cookie header: read once, looked up by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, unquote_to_bytes

from codegen.runtime.call import ApiError, Violation

MAX_FIELDS = 10_000
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Fields:
    """Pairs in the order in which they came. The index by name is made once, so that a lookup is not a search."""

    __slots__ = ("_below", "_by_name", "pairs")

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = pairs
        self._by_name: dict[str, list[str]] | None = None
        self._below: dict[str, dict[str, str]] | None = None

    def __iter__(self) -> Iterator[str]:
        """Each name once."""
        return iter(self._index())

    def values(self, name: str) -> list[str]:
        """Every value of a name; [] where it is absent."""
        return self._index().get(name, [])

    def members(self, name: str) -> dict[str, str]:
        """`name[key]=value` (style deepObject) as key -> value; the last one where a key is given twice."""
        if self._below is None:
            self._below = {}
            for field, value in self.pairs:
                if field.endswith("]"):
                    owner, bracket, key = field[:-1].rpartition("[")
                    if bracket and "]" not in key:
                        self._below.setdefault(owner, {})[key] = value
        return self._below.get(name, {})

    def _index(self) -> dict[str, list[str]]:
        if self._by_name is None:
            self._by_name = {}
            for name, value in self.pairs:
                self._by_name.setdefault(name, []).append(value)
        return self._by_name


def query_pairs(raw: bytes, where: str = "/query", codec: str = "utf-8") -> list[tuple[str, str]]:
    """`a=1&b=%20` decoded.

    Raises `ApiError` 400 where the percent-encoding or the text under it is broken, 413 or 414 beyond `MAX_FIELDS`.
    """
    if not raw:
        return []
    text, pieces = _pieces(raw, where)
    if "%" not in text and text.isascii():
        return pieces
    return [(unescaped(name, where, codec), unescaped(value, where, codec)) for name, value in pieces]


def written_pairs(raw: bytes, where: str = "/query") -> list[tuple[str, str]]:
    """The same with undecoded values, so that separators differ from escaped characters in the parts."""
    return [(unescaped(name, where), value) for name, value in _pieces(raw, where)[1]]


def _pieces(raw: bytes, where: str) -> tuple[str, list[tuple[str, str]]]:
    if raw.count(b"&") >= MAX_FIELDS:
        raise ApiError(414 if where else 413, f"at most {MAX_FIELDS} fields are read; send fewer")
    text = raw.decode("latin-1").replace("+", " ")
    return text, [piece.partition("=")[::2] for piece in text.split("&") if piece]


def unescaped(text: str, where: str, codec: str = "utf-8") -> str:
    """Percent-decoded text. Raises `ApiError` 400 for a broken escape, and for bytes that are not in `codec`."""
    if text.isascii() and "%" not in text:
        return text
    if where.startswith("/cookie"):  # which need not be encoded: what is no escape there is text
        return unquote(text)
    if _BROKEN.search(text):
        raise ApiError(400, "the percent-encoding is broken", errors=[Violation(where, "broken percent-encoding")])
    try:
        return unquote_to_bytes(text.encode("latin-1", "replace")).decode(codec)
    except UnicodeDecodeError as error:
        place = "the URL" if where else "the form"
        raise ApiError(
            400, f"{place} is not {codec.upper()}", errors=[Violation(where, f"not {codec.upper()}")]
        ) from error
