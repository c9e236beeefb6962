"""StreamResetPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .control_metadata import ControlMetadata
from .stream_reset_data import StreamResetData


class StreamResetPayload(Model):
    """StreamResetPayload."""

    data: StreamResetData
    metadata: ControlMetadata
