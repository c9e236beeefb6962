"""IndexFilePage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .cursor import Cursor
from .index_file import IndexFile


class IndexFilePage(Model):
    """Files, by path."""

    items: list[IndexFile]
    next_cursor: Cursor | MISSING = Field(default=MISSING, alias="nextCursor")
