"""Reports an exception that no command expects."""

from __future__ import annotations

import tempfile
import traceback

from terminal.output import paint, write


def report_bug(program: str, error: Exception) -> None:
    """Prints one line without a traceback, and where the traceback is kept."""
    write(f"{paint('error', 'error')}: this is a bug in {program}, please report it: {summary(error)}", err=True)
    write(f"the traceback is in {_keep(''.join(traceback.format_exception(error)))}", err=True)


def summary(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".split("\n")[0]


def _keep(text: str) -> str:
    """The name of a new file with this text."""
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="traceback-", suffix=".txt", delete=False) as file:
            file.write(text.encode(errors="backslashreplace"))
    except OSError as error:
        return f"no file, since none can be written: {error.strerror}"
    return file.name
