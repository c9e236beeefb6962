"""IndexFile"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .index_file_status import IndexFileStatus


class IndexFile(Model):
    """A file of the project, and how much of it is in the index."""

    path: str
    """Relative to the project's root; a folder that cannot be listed ends in `/`. Bytes that are not UTF-8 are written
    as `\\xff`, and long paths are cut.
    """
    status: IndexFileStatus
    reason: str | MISSING = MISSING
    """Why it is not `ok`."""
