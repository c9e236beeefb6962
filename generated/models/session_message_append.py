"""SessionMessageAppend"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .session_message_append_payload import SessionMessageAppendPayload


class SessionMessageAppend(Model):
    """Add a message to the session, without asking the model."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: SessionMessageAppendPayload
    type: Literal["session.message.append"] = "session.message.append"
