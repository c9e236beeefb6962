"""ModelMetrics"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .quantiles import Quantiles


class ModelMetrics(Model):
    """The language model within the window."""

    model: str
    answers: int
    first_token_ms: Quantiles = Field(alias="firstTokenMs")
    tokens_per_second: float = Field(alias="tokensPerSecond")
    """Mean over the answers."""
