"""ChatDelta"""

from __future__ import annotations

from typing import Literal

from codegen.runtime.model import Model


class ChatDelta(Model):
    """The next piece of text."""

    offset: int
    """Unicode code points before it."""
    text: str
    type: Literal["delta"] = "delta"
