"""A contract's prose as lines of a comment: what every language does before its own signs are put around it."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from typing import Any

IGNORABLE = re.compile("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0\\U000e0100-\\U000e01ef]")
"""Letters and marks that are drawn as nothing (Default_Ignorable_Code_Point), which `isprintable` admits."""


def printable(text: str) -> str:
    """Signs that no reader sees, or that change how others are read, as escapes; line ends stay.

    Tabs and the blanks of other scripts become blanks. Trojan Source (https://trojansource.codes): a bidirectional
    override in a comment would show code in another order than it has.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line if is_visible(line) else "".join(map(_shown, line)) for line in lines)


def one_line(text: str) -> str:
    """`printable`, on one line."""
    return " ".join(printable(text.replace("\r", "\n")).split())


def is_visible(text: str) -> bool:
    """Whether a reader sees every sign of the text."""
    return text.isprintable() and IGNORABLE.search(text) is None


def escaped(sign: str) -> str:
    """As JSON, TOML, Python and many other languages write it."""
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def json_text(value: object, **options: Any) -> str:
    """`json.dumps` in which every sign can be seen."""
    text = json.dumps(value, ensure_ascii=False, **options)
    lines = text.split("\n")  # those of the indentation: within strings they are escaped
    return "\n".join(line if is_visible(line) else "".join(map(_in_json, line)) for line in lines)


def _in_json(sign: str) -> str:
    return sign if is_visible(sign) else json.dumps(sign)[1:-1]


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a `printable` text, each at most `width` long where its words allow it; its own line ends stay."""
    return [line for part in text.split("\n") for line in _wrap(part.rstrip(), width) or [""]]


def _shown(sign: str) -> str:
    if is_visible(sign):
        return sign
    return " " if sign == "\t" or unicodedata.category(sign) == "Zs" else escaped(sign)


def _wrap(text: str, width: int) -> list[str]:
    """`textwrap.wrap`, ten times as fast: it is asked only where a word is too long or may be split at its hyphen."""
    lines: list[str] = []
    while len(text) > width:
        end = text.rfind(" ", 0, width + 1)
        line, rest = text[:end].rstrip(), text[end:].lstrip()
        long = len(rest) > width and " " not in rest[: width + 1]
        if end < 1 or not line or long or "-" in text[end + 1 : width + 1]:
            return lines + textwrap.wrap(text, width)
        lines.append(line)
        text = rest
    return [*lines, text] if text else lines
