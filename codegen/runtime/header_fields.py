"""Response header fields as bytes. Nothing in a name or value can begin another field or another answer.

RFC 9110, section 5: names are tokens, values have no line break, NUL or other control character but the tab.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

FRAMING = frozenset({"content-length", "transfer-encoding", "connection", "x-request-id"})  # the runtime's own

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+").fullmatch
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*").fullmatch
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]").search
_REFERENCE = re.compile(r"<([^<>]*)>")
_URI = "!#$%&'()*+,/:;=?@[]~"  # what a URI reference may hold besides letters, digits, '-', '.' and '_'


def field(name: str, value: str) -> tuple[bytes, bytes]:
    """One field. Raises `ValueError` for what no field may hold.

    `Location` and `Content-Location`, and what is in `<>` of `Link`, may be written as people read them (RFC 3987):
    signs that no URI has are percent-encoded. Other values are limited to ISO 8859-1.
    """
    name = name.lower()
    if _NAME(name) is None or name in FRAMING:
        raise ValueError(f"no header {name[:100]!a} that a handler may set")
    value = value.strip(" \t")
    if name in ("location", "content-location"):
        value = _uri(value)
    elif name == "link":
        value = _REFERENCE.sub(lambda found: f"<{_uri(found[1])}>", value)
    if _VALUE(value) is None:
        raise ValueError(f"no header {name!r} with the value {value[:100]!a}")
    return name.encode(), value.encode("latin-1")


def fields(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Raises `ValueError` like `field`."""
    return [field(name, value) for name, value in headers.items()]


def disposition(filename: str, kind: str = "attachment") -> str:
    """The value of `Content-Disposition` for any file name (RFC 6266, RFC 8187); `kind`: attachment or inline.

    >>> disposition('a"b.txt'), disposition("Übung\\n.pdf")
    ('attachment; filename="a_b.txt"', "attachment; filename=\\"_bung_.pdf\\"; filename*=UTF-8''%C3%9Cbung_.pdf")
    """
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f/\\\"\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", "_", filename)
    plain = f'{kind}; filename="{re.sub("[^ -~]|%", "_", shown)}"'
    return plain if shown.isascii() and "%" not in shown else f"{plain}; filename*=UTF-8''{quote(shown, safe='')}"


def _uri(text: str) -> str:
    return text if _CONTROL(text) else quote(text, safe=_URI)
