"""Which folders may become projects: those whose real path is below an allowed root."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from handlers.errors import Conflict, Forbidden

VARIABLE = "LEANVIBE_ALLOWED_ROOTS"
_NAMED = 500  # characters of a path in a message: the contract bounds the message, and a path may have 4096


class Roots:
    """The allowed roots. `confine` when a project is made, and again before each walk: links may change between."""

    def __init__(self, allowed: Iterable[Path]) -> None:
        self._allowed = tuple(Path(os.path.realpath(root)) for root in allowed)

    def confine(self, text: str) -> Path:
        """The folder's own path, links resolved. Blocks on the disk.

        Raises `Forbidden` (`root_forbidden`) outside of every root, in the same words whether anything is there or not,
        and `Conflict` (`root_missing`) within one when it is no folder or cannot be read.
        """
        real = self._real(text)
        # Whole components are compared, so /srv/code-old is not below /srv/code.
        if real is None or not any(real.is_relative_to(root) for root in self._allowed):
            raise self._forbidden(text)
        if not os.path.isdir(real):  # unlike Path.is_dir it also returns False for a name that is too long
            raise Conflict(f"{_shown(str(real))} is not a folder", code="root_missing")
        if not os.access(real, os.R_OK | os.X_OK):
            raise Conflict(f"{_shown(str(real))} cannot be read", code="root_missing")
        return real

    def _forbidden(self, text: str) -> Forbidden:
        """Names the folder as it was asked for: where its links lead to is not the caller's to learn."""
        if not text.startswith("/"):
            return Forbidden(f"{_shown(text)} is not an absolute path", code="root_forbidden")
        roots = [_shown(str(root)) for root in self._allowed]
        if len(roots) > 5:
            roots[5:] = [f"{len(roots) - 5} more"]
        return Forbidden(
            f"{_shown(text)} is outside of the allowed roots ({', '.join(roots)}): "
            f"set {VARIABLE} to the folders that projects may be in, and restart the server",
            code="root_forbidden",
        )

    @staticmethod
    def _real(text: str) -> Path | None:
        """None for what can be no path here: relative, with a NUL, not encodable, too long, links in a circle.

        Percent signs, backslashes and drive letters are ordinary characters of a name: nothing is decoded.
        """
        if not text.startswith("/") or "\0" in text:
            return None
        try:
            os.fsencode(text)
            return Path(os.path.realpath(text, strict=False))
        except (OSError, ValueError):
            return None


def _shown(path: str) -> str:
    """The path as a message can hold it: bounded, and quoted with escapes where a character would not print."""
    text = path if path and path.isprintable() else repr(path)
    return text if len(text) <= _NAMED else text[: _NAMED - 1] + "…"
