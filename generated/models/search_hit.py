"""SearchHit"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model

from .search_hit_kind import SearchHitKind


class SearchHit(Model):
    """A piece of a file that fits the query."""

    path: str
    """Relative to the project's root."""
    start_line: int = Field(alias="startLine")
    end_line: int = Field(alias="endLine")
    kind: SearchHitKind
    score: float
    snippet: str
    symbol: str | MISSING = MISSING
    """Qualified name of the function or class."""
