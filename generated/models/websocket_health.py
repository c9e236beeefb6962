"""WebsocketHealth"""

from __future__ import annotations

from codegen.runtime.model import Model

from .websocket_health_status import WebsocketHealthStatus


class WebsocketHealth(Model):
    """The realtime endpoint."""

    status: WebsocketHealthStatus
    protocol: str
    """The subprotocol that it speaks."""
    connections: int
