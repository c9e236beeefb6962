"""IndexCounts"""

from __future__ import annotations

from codegen.runtime.model import Model


class IndexCounts(Model):
    """What the index holds: nodes and edges of the code graph, and chunks that search looks through."""

    files: int
    modules: int
    classes: int
    functions: int
    edges: int
    chunks: int
