"""ConnectionPing"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .connection_ping_payload import ConnectionPingPayload


class ConnectionPing(Model):
    """Are you there? The tails show a quiet stream that lost events."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: ConnectionPingPayload
    type: Literal["connection.ping"] = "connection.ping"
