"""ComplexFunction"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class ComplexFunction(Model):
    """A function and its cyclomatic complexity (McCabe 1976)."""

    symbol: str
    path: str
    start_line: int = Field(alias="startLine")
    end_line: int = Field(alias="endLine")
    complexity: int
