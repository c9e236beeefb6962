"""AiChatAsk"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .ai_chat_ask_payload import AiChatAskPayload


class AiChatAsk(Model):
    """Ask the model within the session. The acknowledgement's `resultId` is the answer's `messageId`."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: AiChatAskPayload
    type: Literal["ai.chat.ask"] = "ai.chat.ask"
