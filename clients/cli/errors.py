"""What can go wrong between the command line and the server, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from terminal.bugs import report_bug
from terminal.escape import escape_line
from terminal.output import paint, write

_SHOWN = 10
"""Violations of one request that are printed; the server lists up to 100."""


class ApiError(Exception):
    """The server cannot be reached, or refused the request. `code` is that of the server's problem."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


def report_error(error: Exception) -> int:
    """Prints the error and returns the exit status."""
    if isinstance(error, ApiError):
        write(f"leanvibe: {paint('error', 'error')}: {error}", err=True)
    elif isinstance(error, OSError) and error.filename:  # the system refused a file: no bug
        write(f"leanvibe: {paint('error', 'error')}: {error.filename}: {error.strerror}", err=True)
        return 2
    elif isinstance(error, ModuleNotFoundError):
        write(f"leanvibe: {paint('error', 'error')}: {error}: pip install 'leanvibe[server]'", err=True)
    else:
        report_bug("leanvibe", error)
    return 1


def describe_problem(body: object, status: int) -> str:
    """The text of a problem (RFC 9457) with one line per violation: the field, and what it may be.

    `body` is what the server sent, whatever that is.
    """
    problem = body if isinstance(body, dict) else {}
    text = _text(problem.get("detail")) or _text(problem.get("title")) or f"the server answered {status}"
    code = _text(problem.get("code"))
    return "\n".join([f"{text} ({code})" if code else text, *_violations(problem.get("errors"))])


def _violations(errors: Any) -> Iterator[str]:
    listed = [entry for entry in errors if isinstance(entry, dict)] if isinstance(errors, list) else []
    for entry in listed[:_SHOWN]:
        yield f"  {_text(entry.get('pointer')) or '/'}: {_text(entry.get('detail')) or 'is not valid'}"
    if len(listed) > _SHOWN:
        yield f"  and {len(listed) - _SHOWN} more"


def _text(value: object) -> str:
    return escape_line(value) if isinstance(value, str) else ""
