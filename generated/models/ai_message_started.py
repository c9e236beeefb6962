"""AiMessageStarted"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .ai_message_started_payload import AiMessageStartedPayload


class AiMessageStarted(Model):
    """The model begins an answer."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: AiMessageStartedPayload
    type: Literal["ai.message.started"] = "ai.message.started"
