"""ChatRequest"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .chat_message import ChatMessage


class ChatRequest(Model):
    """A question. With `projectId` the answer relies on that project's index and cites it; with `sessionId` the
    session's messages are the history, and question and answer are added to them.
    """

    question: str
    history: list[ChatMessage] | MISSING = MISSING
    """Earlier turns, oldest first; the oldest are left out where the model's context is too small."""
    max_tokens: int | MISSING = Field(default=MISSING, alias="maxTokens")
    project_id: str | MISSING = Field(default=MISSING, alias="projectId")
    session_id: str | MISSING = Field(default=MISSING, alias="sessionId")
    temperature: float | MISSING = MISSING
