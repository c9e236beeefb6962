"""Session"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .epoch import Epoch
from .seq import Seq


class Session(Model):
    """A conversation that several clients of one person may share. It is deleted 24 hours after its last use."""

    id: str
    title: str
    message_count: int = Field(alias="messageCount")
    epoch: Epoch
    tail_seq: Seq = Field(alias="tailSeq")
    created_at: DateTime = Field(alias="createdAt")
    updated_at: DateTime = Field(alias="updatedAt")
    expires_at: DateTime = Field(alias="expiresAt")
    project_id: str | MISSING = Field(default=MISSING, alias="projectId")
    """The project that questions are about."""
