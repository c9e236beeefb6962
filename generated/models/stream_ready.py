"""StreamReady"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .stream_ready_payload import StreamReadyPayload


class StreamReady(Model):
    """Every event after `fromSeq` follows, in order and without gaps."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: StreamReadyPayload
    type: Literal["stream.ready"] = "stream.ready"
