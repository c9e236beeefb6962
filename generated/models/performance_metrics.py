"""PerformanceMetrics"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .model_metrics import ModelMetrics
from .operation_metrics import OperationMetrics
from .process_metrics import ProcessMetrics
from .quantiles import Quantiles


class PerformanceMetrics(Model):
    """Figures of the last minutes, held against `budgets/performance_sla.json` by the monitoring."""

    window_seconds: float = Field(alias="windowSeconds")
    """How far back the figures reach."""
    requests_per_second: float = Field(alias="requestsPerSecond")
    error_rate: float = Field(alias="errorRate")
    """Answers of 500 and above among all."""
    latency_ms: Quantiles = Field(alias="latencyMs")
    operations: list[OperationMetrics]
    process: ProcessMetrics
    model: ModelMetrics | MISSING = MISSING
