"""StreamLaggingPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .control_metadata import ControlMetadata
from .stream_lagging_data import StreamLaggingData


class StreamLaggingPayload(Model):
    """StreamLaggingPayload."""

    data: StreamLaggingData
    metadata: ControlMetadata
