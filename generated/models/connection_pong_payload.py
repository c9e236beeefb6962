"""ConnectionPongPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_metadata import CommandMetadata
from .connection_pong_data import ConnectionPongData


class ConnectionPongPayload(Model):
    """ConnectionPongPayload."""

    data: ConnectionPongData
    metadata: CommandMetadata
