"""AiMessageFailed"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .ai_message_failed_payload import AiMessageFailedPayload


class AiMessageFailed(Model):
    """The answer breaks off."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: AiMessageFailedPayload
    type: Literal["ai.message.failed"] = "ai.message.failed"
