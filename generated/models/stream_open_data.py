"""StreamOpenData"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .epoch import Epoch
from .seq import Seq


class StreamOpenData(Model):
    """StreamOpenData."""

    epoch: Epoch | MISSING = MISSING
    seq: Seq | MISSING = MISSING
