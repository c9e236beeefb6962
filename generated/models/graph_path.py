"""GraphPath"""

from __future__ import annotations

from codegen.runtime.model import Model

from .graph_edge import GraphEdge
from .graph_node import GraphNode


class GraphPath(Model):
    """A shortest chain of calls; without nodes where there is none within the depth."""

    found: bool
    nodes: list[GraphNode]
    """From the start to the end."""
    edges: list[GraphEdge]
