"""StreamOpen"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .stream_open_payload import StreamOpenPayload


class StreamOpen(Model):
    """Receive a session's events on this connection from now on."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: StreamOpenPayload
    type: Literal["stream.open"] = "stream.open"
