"""DependedOnFile"""

from __future__ import annotations

from codegen.runtime.model import Model


class DependedOnFile(Model):
    """A file and how many others import it."""

    path: str
    dependents: int
