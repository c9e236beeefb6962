"""CodeAnalysisRequest"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .analysis_focus import AnalysisFocus


class CodeAnalysisRequest(Model):
    """What to analyse."""

    project_id: str = Field(alias="projectId")
    focus: list[AnalysisFocus] | MISSING = MISSING
    """The facts wanted; all where absent."""
    limit: int | MISSING = MISSING
    """The most facts of a kind."""
    path: str | MISSING = MISSING
    """Only this file or folder, relative to the root. Unknown to the index is 404 `file_not_found`."""
    summarize: bool | MISSING = MISSING
    """Whether the model puts the facts into words."""
