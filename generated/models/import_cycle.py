"""ImportCycle"""

from __future__ import annotations

from codegen.runtime.model import Model


class ImportCycle(Model):
    """Modules that import each other when they are loaded."""

    modules: list[str]
