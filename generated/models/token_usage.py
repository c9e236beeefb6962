"""TokenUsage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class TokenUsage(Model):
    """Tokens that a model read and wrote for one answer."""

    prompt_tokens: int = Field(alias="promptTokens")
    completion_tokens: int = Field(alias="completionTokens")
    total_tokens: int = Field(alias="totalTokens")
