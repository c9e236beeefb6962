"""ConnectionDraining"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .connection_draining_payload import ConnectionDrainingPayload


class ConnectionDraining(Model):
    """The server goes away soon; connect again after `retryAfterMs`. Close code 1001 or 1012 follows."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: ConnectionDrainingPayload
    type: Literal["connection.draining"] = "connection.draining"
