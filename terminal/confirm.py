"""Questions to a person at a terminal."""

from __future__ import annotations

import sys

from terminal.output import flush, is_terminal, write


def can_ask() -> bool:
    """Whether a person can read a question and answer it: a script must not wait for an answer."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def confirm(question: str) -> bool:
    """Asks on standard error. Anything but `y` or `yes` is no."""
    write(f"{question} [y/N] ", end="", err=True)
    flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        write(err=True)  # the input ended on the line of the question
    return answer.strip().lower() in ("y", "yes")
