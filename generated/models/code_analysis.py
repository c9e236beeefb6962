"""CodeAnalysis"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .analysis_facts import AnalysisFacts
from .token_usage import TokenUsage


class CodeAnalysis(Model):
    """Facts from the code graph, and the model's words about them."""

    project_id: str = Field(alias="projectId")
    facts: AnalysisFacts
    model: str | MISSING = MISSING
    """The model that wrote the summary."""
    path: str | MISSING = MISSING
    summary: str | MISSING = MISSING
    """Written by the model; the facts are not."""
    usage: TokenUsage | MISSING = MISSING
