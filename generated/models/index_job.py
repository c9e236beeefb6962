"""IndexJob"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .index_job_phase import IndexJobPhase
from .index_job_state import IndexJobState


class IndexJob(Model):
    """One run of the indexer over a project. Files that did not change since the last run are skipped."""

    id: str
    project_id: str = Field(alias="projectId")
    state: IndexJobState
    phase: IndexJobPhase
    """What the job is doing, in this order."""
    files_total: int = Field(alias="filesTotal")
    """Files to read; 0 while scanning."""
    files_done: int = Field(alias="filesDone")
    queued_at: DateTime = Field(alias="queuedAt")
    chunks_done: int | MISSING = Field(default=MISSING, alias="chunksDone")
    chunks_total: int | MISSING = Field(default=MISSING, alias="chunksTotal")
    """Chunks to embed."""
    error: str | MISSING = MISSING
    """Why it failed."""
    finished_at: DateTime | MISSING = Field(default=MISSING, alias="finishedAt")
    started_at: DateTime | MISSING = Field(default=MISSING, alias="startedAt")
