"""StreamAckPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_metadata import CommandMetadata
from .stream_ack_data import StreamAckData


class StreamAckPayload(Model):
    """StreamAckPayload."""

    data: StreamAckData
    metadata: CommandMetadata
