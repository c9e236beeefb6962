"""AiChatCancel"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .ai_chat_cancel_payload import AiChatCancelPayload


class AiChatCancel(Model):
    """Stop an answer; what was written is kept."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: AiChatCancelPayload
    type: Literal["ai.chat.cancel"] = "ai.chat.cancel"
