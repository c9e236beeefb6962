"""StreamOpenPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_metadata import CommandMetadata
from .stream_open_data import StreamOpenData


class StreamOpenPayload(Model):
    """StreamOpenPayload."""

    data: StreamOpenData
    metadata: CommandMetadata
