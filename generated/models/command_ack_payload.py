"""CommandAckPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_ack_data import CommandAckData
from .control_metadata import ControlMetadata


class CommandAckPayload(Model):
    """CommandAckPayload."""

    data: CommandAckData
    metadata: ControlMetadata
