"""DocsTicket"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import DateTime, Model


class DocsTicket(Model):
    """A one-time ticket for `openDocs`. It opens the documentation and nothing else."""

    ticket: str
    expires_at: DateTime = Field(alias="expiresAt")
