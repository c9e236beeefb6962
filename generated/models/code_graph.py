"""CodeGraph"""

from __future__ import annotations

from codegen.runtime.model import Model

from .graph_edge import GraphEdge
from .graph_node import GraphNode


class CodeGraph(Model):
    """What is reached from `start`, nearest first."""

    start: GraphNode
    nodes: list[GraphNode]
    edges: list[GraphEdge]
    truncated: bool
    """Whether `limit` cut nodes off."""
