"""GraphNode"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import Model

from .graph_node_kind import GraphNodeKind


class GraphNode(Model):
    """A symbol or a module. Lines are 0 where it lies outside the project."""

    uid: str
    """Stays the same when the file is indexed again."""
    kind: GraphNodeKind
    name: str
    qualified_name: str = Field(alias="qualifiedName")
    path: str
    """Relative to the project's root; empty where external."""
    start_line: int = Field(alias="startLine")
    end_line: int = Field(alias="endLine")
    depth: int
    """Hops from the start."""
