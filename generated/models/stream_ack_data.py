"""StreamAckData"""

from __future__ import annotations

from codegen.runtime.model import Model

from .epoch import Epoch
from .seq import Seq


class StreamAckData(Model):
    """StreamAckData."""

    epoch: Epoch
    seq: Seq
