"""SessionMessagePage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .cursor import Cursor
from .session_message import SessionMessage


class SessionMessagePage(Model):
    """Messages, oldest first."""

    items: list[SessionMessage]
    next_cursor: Cursor | MISSING = Field(default=MISSING, alias="nextCursor")
