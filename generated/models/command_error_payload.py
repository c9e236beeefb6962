"""CommandErrorPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_error_data import CommandErrorData
from .control_metadata import ControlMetadata


class CommandErrorPayload(Model):
    """CommandErrorPayload."""

    data: CommandErrorData
    metadata: ControlMetadata
