"""ProbeReport"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .probe_report_status import ProbeReportStatus
from .probe_result import ProbeResult


class ProbeReport(Model):
    """The last run of all probes."""

    status: ProbeReportStatus
    probes: list[ProbeResult]
    finished_at: DateTime | MISSING = Field(default=MISSING, alias="finishedAt")
    started_at: DateTime | MISSING = Field(default=MISSING, alias="startedAt")
