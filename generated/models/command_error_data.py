"""CommandErrorData"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .problem import Problem


class CommandErrorData(Model):
    """CommandErrorData."""

    problem: Problem
    retry_after_ms: int | MISSING = Field(default=MISSING, alias="retryAfterMs")
