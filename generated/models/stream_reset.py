"""StreamReset"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .stream_reset_payload import StreamResetPayload


class StreamReset(Model):
    """The client's place cannot be gone on from. Unless the session is unknown, `stream.snapshot` follows and then
    every event after it.
    """

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: StreamResetPayload
    type: Literal["stream.reset"] = "stream.reset"
