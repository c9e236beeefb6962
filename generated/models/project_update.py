"""ProjectUpdate"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .glob_list import GlobList


class ProjectUpdate(Model):
    """The members to change; the others stay. A new `exclude` takes effect with the next index job."""

    exclude: GlobList | MISSING = MISSING
    name: str | MISSING = MISSING
