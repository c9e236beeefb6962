"""ProjectIndexProgress"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .project_index_progress_payload import ProjectIndexProgressPayload


class ProjectIndexProgress(Model):
    """How far an index job is; at most one a second and project, and one at its end."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: ProjectIndexProgressPayload
    type: Literal["project.index.progress"] = "project.index.progress"
