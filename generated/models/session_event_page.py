"""SessionEventPage"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .epoch import Epoch
from .event_cursor import EventCursor
from .seq import Seq
from .session_event import SessionEvent


class SessionEventPage(Model):
    """Events in order. `tailSeq` is the last in the log, `lowSeq` the first that it still has."""

    items: list[SessionEvent]
    epoch: Epoch
    low_seq: Seq = Field(alias="lowSeq")
    tail_seq: Seq = Field(alias="tailSeq")
    next_cursor: EventCursor = Field(alias="nextCursor")
