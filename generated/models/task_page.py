"""TaskPage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .cursor import Cursor
from .task import Task


class TaskPage(Model):
    """Tasks, oldest first."""

    items: list[Task]
    next_cursor: Cursor | MISSING = Field(default=MISSING, alias="nextCursor")
