"""ConnectionReady"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .connection_ready_payload import ConnectionReadyPayload


class ConnectionReady(Model):
    """The connection is open. For every stream of the hello a `stream.ready` or a `stream.reset` follows."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: ConnectionReadyPayload
    type: Literal["connection.ready"] = "connection.ready"
