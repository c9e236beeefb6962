"""StreamLagging"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .stream_lagging_payload import StreamLaggingPayload


class StreamLagging(Model):
    """The client reads too slowly; deltas are joined. More than 1000 events behind closes with 4008."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: StreamLaggingPayload
    type: Literal["stream.lagging"] = "stream.lagging"
