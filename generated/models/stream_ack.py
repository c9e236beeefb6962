"""StreamAck"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .stream_ack_payload import StreamAckPayload


class StreamAck(Model):
    """The client has every event up to `seq`."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: StreamAckPayload
    type: Literal["stream.ack"] = "stream.ack"
