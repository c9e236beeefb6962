"""The only place where a command writes to standard output and standard error."""

from __future__ import annotations

import os
import sys
from typing import Any, Literal, TextIO

from terminal.escape import escape_line, escape_text, json_text

Role = Literal["error", "warning", "info", "success", "place", "faint"]

_SGR: dict[str, str] = {"error": "31", "warning": "33", "info": "34", "success": "32", "place": "1", "faint": "2"}
# Marks around styled text. They are drawn at random when the program starts, so that no document can contain them.
_NONCE = os.urandom(8).hex()
_START, _ROLE, _END = (f"\ufdd0{_NONCE}{letter}" for letter in "abc")


class OutputClosedError(Exception):
    """The reader of standard output or standard error has gone, as `head` does after its lines."""


class OutputError(Exception):
    """Standard output cannot be written to, for example because the disk is full."""


def paint(text: str, role: str) -> str:
    """`text` with a style, which `write` applies on a terminal and drops elsewhere. An unknown role has no style."""
    return f"{_START}{role}{_ROLE}{text}{_END}" if text and role in _SGR else text


def write(text: str = "", *, end: str = "\n", err: bool = False) -> None:
    """Prints `text`; control characters and characters that cannot be seen are printed as escapes.

    Raises `OutputClosedError` and `OutputError`.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is not None:  # None: the descriptor was closed when Python started
        _write(stream, _styled(text, uses_style(stream)) + end)


def write_line(text: str, *, err: bool = False) -> None:
    """Prints `text` on one line: what it contains of names cannot add another."""
    write(escape_line(text), err=err)


def write_json(value: Any, indent: int | None = None) -> None:
    """Prints one JSON document in ASCII. Raises `OutputClosedError` and `OutputError`."""
    write(json_text(value, indent))


def write_json_text(text: str) -> None:
    """Prints a JSON document that is text already; characters that are not ASCII are written as JSON escapes."""
    write("".join(c if " " <= c <= "~" or c == "\n" else json_text(c)[1:-1] for c in text))


def flush() -> None:
    """Raises `OutputClosedError` and `OutputError`."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and not stream.closed:
            _guarded(stream.flush)


def discard_rest() -> None:
    """Sends what is still buffered to the null device, so that Python does not report a closed pipe at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            try:
                os.dup2(null, stream.fileno())
            except (AttributeError, OSError, ValueError):
                continue
    os.close(null)


def uses_style(stream: TextIO) -> bool:
    """Whether colours are wanted: a terminal that has them, and no NO_COLOR (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return False


def _styled(text: str, style: bool) -> str:
    parts = []
    for index, part in enumerate(text.split(_START)):
        role, mark, rest = part.partition(_ROLE)
        if not index or not mark:
            parts.append(escape_text(part))
            continue
        inner, _, after = rest.partition(_END)
        inner = escape_text(inner)
        parts.append(f"\x1b[{_SGR[role]}m{inner}\x1b[0m" if style else inner)
        parts.append(escape_text(after))
    return "".join(parts)


def _write(stream: TextIO, text: str) -> None:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    # A terminal of another encoding gets escapes instead of a UnicodeEncodeError.
    encodable = text.encode(encoding, "backslashreplace").decode(encoding)
    _guarded(lambda: stream.write(encodable))


def _guarded(action: Any) -> None:
    try:
        action()
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error
    except ValueError as error:  # the stream is closed
        raise OutputClosedError from error
