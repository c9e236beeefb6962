"""ConnectionDrainingData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class ConnectionDrainingData(Model):
    """ConnectionDrainingData."""

    retry_after_ms: int = Field(alias="retryAfterMs")
    reason: str | MISSING = MISSING
