"""Citation"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model


class Citation(Model):
    """Lines of a project's file that an answer relies on. They exist, as of the index that was used."""

    path: str
    """Relative to the project's root, with forward slashes."""
    start_line: int = Field(alias="startLine")
    """First line, counted from 1."""
    end_line: int = Field(alias="endLine")
    """Last line, included."""
    score: float
    """Similarity to the question."""
