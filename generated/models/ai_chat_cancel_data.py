"""AiChatCancelData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class AiChatCancelData(Model):
    """AiChatCancelData."""

    message_id: str = Field(alias="messageId")
