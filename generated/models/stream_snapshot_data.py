"""StreamSnapshotData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .epoch import Epoch
from .seq import Seq
from .session_message import SessionMessage
from .session_state import SessionState


class StreamSnapshotData(Model):
    """StreamSnapshotData."""

    epoch: Epoch
    as_of_seq: Seq = Field(alias="asOfSeq")
    state: SessionState
    messages: list[SessionMessage]
    """The latest."""
