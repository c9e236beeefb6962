"""ChatAnswer"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .citation import Citation
from .finish_reason import FinishReason
from .token_usage import TokenUsage


class ChatAnswer(Model):
    """What the model said."""

    id: str
    """Of this answer, and of its message in the session."""
    text: str
    citations: list[Citation]
    model: str
    usage: TokenUsage
    finish_reason: FinishReason = Field(alias="finishReason")
    session_id: str | MISSING = Field(default=MISSING, alias="sessionId")
