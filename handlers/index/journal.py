"""Which file is being read, kept so that it survives the end of the process.

A parser is native code, and a crash in it ends the whole server. The next run finds the file's name here, and after
`MAX_ENDS` times in a row leaves that file out instead of crashing again.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MAX_ENDS = 5
"""How often in a row the process may end at one file. Fewer times may be chance: the process was killed just then,
which is likely where one large file is most of a project."""


@dataclass(slots=True)
class Journal:
    """Make it with `Journal.open`. It is not synced to the disk: it is about crashes of the process only."""

    _descriptor: int
    _suspect: str = ""
    _ends: int = 0

    @classmethod
    def open(cls, path: Path) -> Self:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            left = json.loads(os.pread(descriptor, 65536, 0))
            return cls(descriptor, left["path"], left["ends"] + 1)
        except (ValueError, KeyError, TypeError):
            return cls(descriptor)

    def ends(self, path: str) -> int:
        """How often in a row the process ended while it read this file."""
        return self._ends if path == self._suspect else 0

    def begin(self, path: str) -> None:
        record = json.dumps({"path": path, "ends": self.ends(path)}).encode()
        os.pwrite(self._descriptor, record, 0)
        os.ftruncate(self._descriptor, len(record))

    def end(self, path: str) -> None:
        if path == self._suspect:
            self._suspect = ""
        os.ftruncate(self._descriptor, 0)

    def close(self) -> None:
        os.close(self._descriptor)
