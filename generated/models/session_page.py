"""SessionPage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .cursor import Cursor
from .session import Session


class SessionPage(Model):
    """The client's sessions, oldest first."""

    items: list[Session]
    next_cursor: Cursor | MISSING = Field(default=MISSING, alias="nextCursor")
