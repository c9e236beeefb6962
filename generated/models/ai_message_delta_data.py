"""AiMessageDeltaData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class AiMessageDeltaData(Model):
    """AiMessageDeltaData."""

    message_id: str = Field(alias="messageId")
    offset: int
    """Unicode code points of the answer before it."""
    text: str
