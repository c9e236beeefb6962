"""AiMessageCompleted"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .ai_message_completed_payload import AiMessageCompletedPayload


class AiMessageCompleted(Model):
    """The whole answer."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: AiMessageCompletedPayload
    type: Literal["ai.message.completed"] = "ai.message.completed"
