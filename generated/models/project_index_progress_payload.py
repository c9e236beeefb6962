"""ProjectIndexProgressPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .control_metadata import ControlMetadata
from .index_job import IndexJob


class ProjectIndexProgressPayload(Model):
    """ProjectIndexProgressPayload."""

    data: IndexJob
    metadata: ControlMetadata
