"""SearchRequest"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class SearchRequest(Model):
    """What to look for, by meaning and by words."""

    query: str
    """A question or a piece of code."""
    limit: int | MISSING = MISSING
    path_prefix: str | MISSING = Field(default=MISSING, alias="pathPrefix")
    """Only files whose path, relative to the root, begins so."""
