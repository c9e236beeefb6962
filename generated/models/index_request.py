"""IndexRequest"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model


class IndexRequest(Model):
    """How to index."""

    full: bool | MISSING = MISSING
    """Forget what is known and read every file again."""
