"""IndexStatus"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .index_counts import IndexCounts
from .index_job import IndexJob
from .index_state import IndexState


class IndexStatus(Model):
    """What the index of a project holds, and the job that changes it or changed it last."""

    project_id: str = Field(alias="projectId")
    state: IndexState
    counts: IndexCounts
    indexed_at: DateTime | MISSING = Field(default=MISSING, alias="indexedAt")
    """End of the last job that succeeded."""
    job: IndexJob | MISSING = MISSING
