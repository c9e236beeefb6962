"""AiMessageCompletedData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .ai_message_completed_data_finish_reason import AiMessageCompletedDataFinishReason
from .citation import Citation
from .token_usage import TokenUsage


class AiMessageCompletedData(Model):
    """AiMessageCompletedData."""

    message_id: str = Field(alias="messageId")
    text: str
    citations: list[Citation]
    model: str
    usage: TokenUsage
    finish_reason: AiMessageCompletedDataFinishReason = Field(alias="finishReason")
