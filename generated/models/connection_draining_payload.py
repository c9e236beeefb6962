"""ConnectionDrainingPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .connection_draining_data import ConnectionDrainingData
from .control_metadata import ControlMetadata


class ConnectionDrainingPayload(Model):
    """ConnectionDrainingPayload."""

    data: ConnectionDrainingData
    metadata: ControlMetadata
