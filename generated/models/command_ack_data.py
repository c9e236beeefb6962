"""CommandAckData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .seq import Seq


class CommandAckData(Model):
    """CommandAckData."""

    duplicate: bool
    """Whether the command had been executed before and was not again."""
    result_id: str | MISSING = Field(default=MISSING, alias="resultId")
    """Of the message that the command made."""
    seq: Seq | MISSING = MISSING
