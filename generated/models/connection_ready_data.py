"""ConnectionReadyData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class ConnectionReadyData(Model):
    """ConnectionReadyData."""

    connection_id: str = Field(alias="connectionId")
    ping_interval_ms: int = Field(alias="pingIntervalMs")
    pong_timeout_ms: int = Field(alias="pongTimeoutMs")
    commands_per_second: int = Field(alias="commandsPerSecond")
    """By the class in the client's key."""
