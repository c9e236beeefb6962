"""StreamReadyData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .epoch import Epoch
from .seq import Seq


class StreamReadyData(Model):
    """StreamReadyData."""

    epoch: Epoch
    recovered: bool
    """Whether the client's own place was found, so that nothing is missing."""
    from_seq: Seq = Field(alias="fromSeq")
    tail_seq: Seq = Field(alias="tailSeq")
    low_seq: Seq = Field(alias="lowSeq")
