"""Rows of the fact store."""

from dataclasses import dataclass
from typing import Literal

from handlers.index.facts import FileStatus


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the project; `dirty` as in schema.sql."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    lines: int
    status: FileStatus | Literal["deleted"]
    dirty: int
    reason: str
    """Why the file is neither ok nor deleted."""
    test: bool
    generated: bool

    @property
    def deleted(self) -> bool:
        return self.status == "deleted"


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk with its location; `hash` is the id of its vector."""

    hash: str
    path: str
    kind: str
    symbol: str
    start_line: int
    end_line: int
    text: str

    @property
    def embedded_text(self) -> str:
        """The model's input. Putting the path first was measured to help (MRR .721 to .747)."""
        return f"{self.path}\n{self.text}"
