"""CompleteHealth"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .health_check import HealthCheck
from .health_status import HealthStatus
from .periodic_job import PeriodicJob


class CompleteHealth(Model):
    """Every part that the server relies on; `status` is that of the worst."""

    status: HealthStatus
    version: str
    started_at: DateTime = Field(alias="startedAt")
    checks: list[HealthCheck]
    jobs: list[PeriodicJob]
