"""Project"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .glob_list import GlobList
from .index_status import IndexStatus


class Project(Model):
    """A folder of source code on this machine, below one of the allowed roots."""

    id: str
    name: str
    root: str
    """Absolute path with links resolved."""
    exclude: GlobList
    created_at: DateTime = Field(alias="createdAt")
    updated_at: DateTime = Field(alias="updatedAt")
    index: IndexStatus
