"""AiChatAskData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class AiChatAskData(Model):
    """AiChatAskData."""

    question: str
    cancel_on_disconnect: bool | MISSING = Field(default=MISSING, alias="cancelOnDisconnect")
    max_tokens: int | MISSING = Field(default=MISSING, alias="maxTokens")
    project_id: str | MISSING = Field(default=MISSING, alias="projectId")
    """The session's own where absent."""
    temperature: float | MISSING = MISSING
