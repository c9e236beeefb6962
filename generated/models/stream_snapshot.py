"""StreamSnapshot"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .stream_snapshot_payload import StreamSnapshotPayload


class StreamSnapshot(Model):
    """The session as it stood after the event `asOfSeq`."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: StreamSnapshotPayload
    type: Literal["stream.snapshot"] = "stream.snapshot"
