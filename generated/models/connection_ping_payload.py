"""ConnectionPingPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .connection_ping_data import ConnectionPingData
from .control_metadata import ControlMetadata


class ConnectionPingPayload(Model):
    """ConnectionPingPayload."""

    data: ConnectionPingData
    metadata: ControlMetadata
