"""HealthCheck"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .health_check_component import HealthCheckComponent
from .health_status import HealthStatus


class HealthCheck(Model):
    """One engine or store."""

    component: HealthCheckComponent
    status: HealthStatus
    latency_ms: float = Field(alias="latencyMs")
    detail: str | MISSING = MISSING
    """Name and version, or what is wrong."""
