"""Escapes for characters that control a terminal, or that a reader cannot see.

File names, sources, documents, answers of a server and of a model are data: an escape sequence in them must not move
the cursor, set the title, or fill the clipboard, and a bidirectional override must not reorder what is read
(Unicode Technical Report 36, Trojan Source). Escaped are the categories Cc, Cf, Cs, Zl and Zp and the other default
ignorable code points. Variation selectors 1 to 16 stay, since emoji need them.
"""

from __future__ import annotations

import json
import re
from typing import Any

_INVISIBLE = (
    r"\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_TEXT = re.compile(rf"[\x00-\x08\x0b-\x1f{_INVISIBLE}]")
_LINE = re.compile(rf"[\x00-\x1f{_INVISIBLE}]")
_NAMES = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def escape_text(text: str) -> str:
    """Text of several lines: newline and tab stay."""
    return _TEXT.sub(_escape, text)


def escape_line(text: str) -> str:
    """A name, a path, or a message that must stay on its line: newline and tab are escaped too."""
    return _LINE.sub(_escape, text)


def json_text(value: Any, indent: int | None = None) -> str:
    """`value` as JSON of printable ASCII characters only."""
    return json.dumps(value, indent=indent).replace("\x7f", r"\u007f")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _NAMES:
        return _NAMES[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
