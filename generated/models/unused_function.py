"""UnusedFunction"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class UnusedFunction(Model):
    """A function that nothing in the project is seen to use."""

    symbol: str
    path: str
    start_line: int = Field(alias="startLine")
    end_line: int = Field(alias="endLine")
    certain: bool
    """False where its name occurs in places that could not be resolved."""
