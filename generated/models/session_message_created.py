"""SessionMessageCreated"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .session_message_created_payload import SessionMessageCreatedPayload


class SessionMessageCreated(Model):
    """A message has been added to the session."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: SessionMessageCreatedPayload
    type: Literal["session.message.created"] = "session.message.created"
