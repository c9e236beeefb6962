"""ConnectionPong"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .connection_pong_payload import ConnectionPongPayload


class ConnectionPong(Model):
    """The answer to a ping; its `id` is the ping's `ref`."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: ConnectionPongPayload
    type: Literal["connection.pong"] = "connection.pong"
