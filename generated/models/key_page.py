"""KeyPage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .api_key import ApiKey
from .cursor import Cursor


class KeyPage(Model):
    """Keys, oldest first, revoked ones included."""

    items: list[ApiKey]
    next_cursor: Cursor | MISSING = Field(default=MISSING, alias="nextCursor")
