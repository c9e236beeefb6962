"""SessionStateChanged"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .session_state_changed_payload import SessionStateChangedPayload


class SessionStateChanged(Model):
    """The session's state has been changed, by this client or another."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: SessionStateChangedPayload
    type: Literal["session.state.changed"] = "session.state.changed"
