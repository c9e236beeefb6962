"""AiChatAskData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class AiChatAskData(Model):
    """AiChatAskData."""

    question: str
    project_id: str | MISSING = Field(default=MISSING, alias="projectId")
    """The session's own where absent."""
    max_tokens: int | MISSING = Field(default=MISSING, alias="maxTokens")
    temperature: float | MISSING = MISSING
    cancel_on_disconnect: bool | MISSING = Field(default=MISSING, alias="cancelOnDisconnect")
