"""ConnectionHelloPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_metadata import CommandMetadata
from .connection_hello_data import ConnectionHelloData


class ConnectionHelloPayload(Model):
    """ConnectionHelloPayload."""

    data: ConnectionHelloData
    metadata: CommandMetadata
