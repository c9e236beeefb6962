"""Which folders may become projects: those that really lie below an allowed root, whatever their name says."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from handlers.errors import Conflict, Forbidden


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
            raise Forbidden("the folder lies outside of the allowed roots", code="root_forbidden")
        if not os.path.isdir(real):  # unlike Path.is_dir it also says no to a name that is too long
            raise Conflict(f"{real} is no folder", code="root_missing")
        if not os.access(real, os.R_OK | os.X_OK):
            raise Conflict(f"{real} may not be read", code="root_missing")
        return real

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
