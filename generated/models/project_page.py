"""ProjectPage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .cursor import Cursor
from .project import Project


class ProjectPage(Model):
    """Projects, oldest first."""

    items: list[Project]
    next_cursor: Cursor | MISSING = Field(default=MISSING, alias="nextCursor")
