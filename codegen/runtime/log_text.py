"""Text from requests, handlers and contracts in a line of the log."""

from __future__ import annotations


def one_line(text: object) -> str:
    """`text` on one line, what a reader could not see written as escapes."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(text))
