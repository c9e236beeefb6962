"""uvicorn's server, with this package's way to accept connections."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn

from handlers.connections.accepting import Acceptor
from handlers.connections.http import HttpConnection, Timeouts, Unreadable
from handlers.connections.table import Accepted, ConnectionLimits, Connections


class WebServer(uvicorn.Server):
    """Serves on sockets that are bound already. `connections` has what is open."""

    def __init__(
        self, config: uvicorn.Config, *, limits: ConnectionLimits, timeouts: Timeouts, unreadable: Unreadable
    ) -> None:
        super().__init__(config)
        self.connections = Connections(limits)
        self._timeouts, self._unreadable = timeouts, unreadable

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self.lifespan.startup()
        acceptors = [self._acceptor(listening) for listening in sockets or ()]
        for acceptor in acceptors:
            acceptor.start(self.config.backlog)
        self.servers = acceptors  # type: ignore[assignment]  # has the methods that are called: close, wait_closed
        self.started = True

    def _acceptor(self, listening: socket.socket) -> Acceptor:
        loop = asyncio.get_running_loop()

        def make(accepted: Accepted) -> asyncio.Protocol:
            options: dict[str, Any] = {"server_state": self.server_state, "app_state": {}, "_loop": loop}
            return HttpConnection(
                config=self.config,
                accepted=accepted,
                connections=self.connections,
                timeouts=self._timeouts,
                unreadable=self._unreadable,
                **options,
            )

        return Acceptor(listening, make, self.connections, tls=self.config.ssl, handshake_s=self._timeouts.head)
