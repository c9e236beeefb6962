"""StreamReadyPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .control_metadata import ControlMetadata
from .stream_ready_data import StreamReadyData


class StreamReadyPayload(Model):
    """StreamReadyPayload."""

    data: StreamReadyData
    metadata: ControlMetadata
