"""ConfidenceRequest"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class ConfidenceRequest(Model):
    """A claim or a decision to be judged."""

    claim: str
    context: str | MISSING = MISSING
    """What the judgement may rely on besides the project."""
    project_id: str | MISSING = Field(default=MISSING, alias="projectId")
    """Its index is searched for evidence."""
