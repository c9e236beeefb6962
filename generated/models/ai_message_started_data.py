"""AiMessageStartedData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .citation import Citation


class AiMessageStartedData(Model):
    """AiMessageStartedData."""

    message_id: str = Field(alias="messageId")
    model: str
    citations: list[Citation]
