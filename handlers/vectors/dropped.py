"""Removes the files of dropped collections, which Chroma leaves in its folder."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

_SEGMENT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def remove_dropped(folder: Path) -> None:
    """Removes the folders that are named like a segment of Chroma's and are not one.

    Chroma enters a segment into its database before it makes the folder, so that no new one is mistaken.
    """
    present = [path for path in folder.iterdir() if _SEGMENT.fullmatch(path.name) and not path.is_symlink()]
    if not present:
        return
    database = folder.absolute() / "chroma.sqlite3"
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        segments = {row[0] for row in connection.execute("SELECT id FROM segments")}
    for path in present:
        if path.name not in segments:
            shutil.rmtree(path, ignore_errors=True)  # what cannot be removed now is tried again at the next start
