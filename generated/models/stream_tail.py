"""StreamTail"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .epoch import Epoch
from .seq import Seq


class StreamTail(Model):
    """The last event in a session's log."""

    session_id: str = Field(alias="sessionId")
    epoch: Epoch
    tail_seq: Seq = Field(alias="tailSeq")
