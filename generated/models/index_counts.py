"""IndexCounts"""

from __future__ import annotations

from codegen.runtime.model import Model


class IndexCounts(Model):
    """What the index holds: nodes and edges of the code graph, and chunks that search looks through; and how many
    files are only partly in it, or not at all. `listIndexFiles` gives the reasons.
    """

    files: int
    """Files that were read; the partial ones too."""
    modules: int
    classes: int
    functions: int
    edges: int
    chunks: int
    partial: int
    """Files of which a part could not be read."""
    skipped: int
    """Files that are not read on purpose."""
    failed: int
    """Files on which an error stopped the work."""
