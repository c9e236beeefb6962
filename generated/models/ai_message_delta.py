"""AiMessageDelta"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .ai_message_delta_payload import AiMessageDeltaPayload


class AiMessageDelta(Model):
    """The next piece of an answer, sent live and joined per 16 ms or 512 bytes; in no log."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: AiMessageDeltaPayload
    type: Literal["ai.message.delta"] = "ai.message.delta"
