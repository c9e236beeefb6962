"""StreamPosition"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .epoch import Epoch
from .seq import Seq


class StreamPosition(Model):
    """A session and the last event that the client has of it; without `epoch` and `seq` it has none."""

    session_id: str = Field(alias="sessionId")
    epoch: Epoch | MISSING = MISSING
    seq: Seq | MISSING = MISSING
