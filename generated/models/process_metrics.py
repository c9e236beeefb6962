"""ProcessMetrics"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class ProcessMetrics(Model):
    """The server's process."""

    resident_bytes: int = Field(alias="residentBytes")
    cpu_seconds: float = Field(alias="cpuSeconds")
    """Since the start."""
    open_sockets: int = Field(alias="openSockets")
    """WebSockets."""
