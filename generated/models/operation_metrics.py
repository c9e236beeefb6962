"""OperationMetrics"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .quantiles import Quantiles


class OperationMetrics(Model):
    """One operation's requests within the window."""

    operation_id: str = Field(alias="operationId")
    count: int
    errors: int
    """Answers of 500 and above."""
    latency_ms: Quantiles = Field(alias="latencyMs")
