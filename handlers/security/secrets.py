"""Masks what looks like a key, token or password in a text, before it is stored, embedded, cited or shown.

Length and line breaks stay, so that positions in the masked text are positions in the file. A mask cannot be undone:
nothing downstream has the secret. Formats are in `secret_formats`, assignments and addresses in `secret_assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.security.secret_assignments import assigned
from handlers.security.secret_formats import FORMATS

MASK = "*"

_LONGEST_KEY = 20_000  # characters of a private key in PEM
_LEAST_BODY = 40  # characters of base64 in what is a private key and not a mention of one
# RFC 7468, section 2, RFC 4716, section 3.1, and PuTTY's own
_PRIVATE_KEY = re.compile(
    r"-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}|Private-Lines: \d{1,4}"
)
_KEY_END = re.compile(r"-{4,5} ?(?:END|BEGIN) |Private-MAC:")
_KEY_WORD = re.compile(r"\\[nrt]|[A-Za-z0-9+/=]++")


def mask_secrets(text: str) -> str:
    """The text with `*` in place of each character of a secret."""
    formats = (span for known in FORMATS for span in known.spans(text))
    spans = sorted({*formats, *_private_keys(text), *assigned(text)})
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        if stop > end:
            parts += [text[end : max(start, end)], MASK * (stop - max(start, end))]
            end = stop
    return "".join([*parts, text[end:]]) if parts else text


def mask_secrets_in_utf8(source: bytes) -> bytes:
    """The same for UTF-8: as many characters as before, and for ASCII as many bytes."""
    text = source.decode("utf-8", "surrogateescape")
    masked = mask_secrets(text)
    return source if masked is text else masked.encode("utf-8", "surrogateescape")


def _private_keys(text: str) -> Iterator[tuple[int, int]]:
    """The words of each key between its first and its last line."""
    begin = _PRIVATE_KEY.search(text)
    while begin:
        limit = min(len(text), begin.end() + _LONGEST_KEY)
        end = _KEY_END.search(text, begin.end(), limit)
        stop = end.start() if end else limit
        words = [m.span() for m in _KEY_WORD.finditer(text, begin.end(), stop) if not m[0].startswith("\\")]
        if not end:  # torn off: only the lines that are nothing but base64
            words = [(a, b) for a, b in words if b - a >= _LEAST_BODY]
        total, long = sum(b - a for a, b in words), sum(b - a for a, b in words if b - a >= 16)
        if long >= _LEAST_BODY and 2 * long >= total:
            yield from words
        begin = _PRIVATE_KEY.search(text, stop)
