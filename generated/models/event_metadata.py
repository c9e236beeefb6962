"""EventMetadata"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .epoch import Epoch
from .seq import Seq


class EventMetadata(Model):
    """An event's place in its session's log."""

    seq: Seq
    epoch: Epoch
    ref: str | MISSING = MISSING
    """The `id` of the command that caused it."""
