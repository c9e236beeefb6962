"""ProjectCreate"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .glob_list import GlobList


class ProjectCreate(Model):
    """What a new project needs."""

    root: str
    """Absolute path of an existing folder below one of the allowed roots. Elsewhere: 403 `root_forbidden`; below a
    root but no folder: 409 `root_missing`; a project already: 409 `project_exists`.
    """
    exclude: GlobList | MISSING = MISSING
    name: str | MISSING = MISSING
    """The folder's own name where absent."""
