"""ProbeResult"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .probe_result_status import ProbeResultStatus


class ProbeResult(Model):
    """One probe, which does what a client would do."""

    name: str
    status: ProbeResultStatus
    duration_ms: float = Field(alias="durationMs")
    detail: str | MISSING = MISSING
    """Why it failed or was skipped."""
