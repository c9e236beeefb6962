"""websocket: what its handlers implement."""

from __future__ import annotations

from typing import Protocol

from generated.models import WebsocketHealth, WebsocketTicket

from codegen.runtime.call import Call
from codegen.runtime.endpoint import OperationTypes


class WebsocketHandlers(Protocol):
    async def get_websocket_health(self, call: Call) -> WebsocketHealth:
        """State of the realtime endpoint

        Whether new connections are taken. Public.
        """
        ...

    async def create_websocket_ticket(self, call: Call) -> WebsocketTicket:
        """A one-time ticket for a browser

        A browser cannot send `Authorization` when it opens a WebSocket; this ticket stands in for the key, once and
        for 30 seconds.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "getWebsocketHealth": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": WebsocketHealth,
        },
    ),
    "createWebsocketTicket": OperationTypes(
        parameters={},
        body={},
        results={
            "201 application/json": WebsocketTicket,
        },
    ),
}
