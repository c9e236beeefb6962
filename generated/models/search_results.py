"""SearchResults"""

from __future__ import annotations

from codegen.runtime.model import Model

from .search_hit import SearchHit


class SearchResults(Model):
    """The best hits first."""

    items: list[SearchHit]
    model: str
    """The embedding model."""
