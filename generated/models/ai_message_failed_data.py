"""AiMessageFailedData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .problem import Problem


class AiMessageFailedData(Model):
    """AiMessageFailedData."""

    message_id: str = Field(alias="messageId")
    text: str
    """What was written until then."""
    problem: Problem
