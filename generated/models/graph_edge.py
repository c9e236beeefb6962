"""GraphEdge"""

from __future__ import annotations

from codegen.runtime.model import Model

from .edge_confidence import EdgeConfidence
from .graph_edge_kind import GraphEdgeKind


class GraphEdge(Model):
    """One symbol uses another."""

    source: str
    """A node's `uid`."""
    target: str
    """A node's `uid`."""
    kind: GraphEdgeKind
    confidence: EdgeConfidence
    count: int
    """Uses of the target by the source."""
    line: int
    """Of the first use."""
