"""The private folder for what this room can make again: converted weights and the compiled BLAS shim."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ABANDONED_AFTER_S = 3600


def cache_folder() -> Path:
    """`$LEANVIBE_CACHE_DIR`, else `$XDG_CACHE_HOME/leanvibe`, else `~/.cache/leanvibe`; created with mode 0700.

    Private because a shared library is loaded from it: nobody else may put one there.
    """
    folder = _path()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def is_cached(path: object) -> bool:
    """Whether a path is the cache folder, or is in it."""
    return isinstance(path, str) and Path(path).is_relative_to(_path())


def _path() -> Path:
    named = os.environ.get("LEANVIBE_CACHE_DIR")
    folder = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "leanvibe"
    return folder.expanduser().absolute()


@contextmanager
def published(target: Path) -> Iterator[Path]:
    """A new empty folder that becomes `target` by one rename when the block ends well, and vanishes when it does not.

    When another process publishes the same target first, its folder stays and ours is discarded: both hold the same.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for abandoned in target.parent.glob(f".{target.name}.*"):  # left by a process that was killed
        if time.time() - abandoned.stat().st_mtime > _ABANDONED_AFTER_S:
            shutil.rmtree(abandoned, ignore_errors=True)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        yield building
        try:
            building.rename(target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
