"""ChatStarted"""

from __future__ import annotations

from typing import Literal

from codegen.runtime.model import Model


class ChatStarted(Model):
    """The model has begun."""

    id: str
    """Of the answer."""
    model: str
    type: Literal["started"] = "started"
