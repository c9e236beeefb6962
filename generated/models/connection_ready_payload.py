"""ConnectionReadyPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .connection_ready_data import ConnectionReadyData
from .control_metadata import ControlMetadata


class ConnectionReadyPayload(Model):
    """ConnectionReadyPayload."""

    data: ConnectionReadyData
    metadata: ControlMetadata
