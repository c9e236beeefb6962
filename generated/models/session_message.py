"""SessionMessage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .citation import Citation
from .message_role import MessageRole
from .session_message_status import SessionMessageStatus


class SessionMessage(Model):
    """One turn of a session's conversation."""

    id: str
    session_id: str = Field(alias="sessionId")
    role: MessageRole
    content: str
    status: SessionMessageStatus
    """An answer is `streaming` while the model writes it; `failed` ones keep what was written."""
    created_at: DateTime = Field(alias="createdAt")
    citations: list[Citation] | MISSING = MISSING
    model: str | MISSING = MISSING
    """The model that wrote it."""
