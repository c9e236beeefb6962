"""PeriodicJob"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model


class PeriodicJob(Model):
    """What the server does again and again, such as deleting expired sessions."""

    name: str
    every_seconds: float = Field(alias="everySeconds")
    runs: int
    """Since the start of the server."""
    failures: int
    """Runs that ended with an error."""
    last_duration_ms: float | MISSING = Field(default=MISSING, alias="lastDurationMs")
    last_error: str | MISSING = Field(default=MISSING, alias="lastError")
    """Absent where the last run succeeded."""
    last_run_at: DateTime | MISSING = Field(default=MISSING, alias="lastRunAt")
