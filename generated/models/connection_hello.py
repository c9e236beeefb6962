"""ConnectionHello"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .connection_hello_payload import ConnectionHelloPayload


class ConnectionHello(Model):
    """The client's first frame, within 5 seconds: who it is and which streams it goes on with."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: ConnectionHelloPayload
    type: Literal["connection.hello"] = "connection.hello"
