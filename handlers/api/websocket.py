"""Tag `websocket`: what a client needs around the realtime connection."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from codegen.runtime.call import Call
from codegen.runtime.model import DateTime
from generated import models
from handlers.clock import Clock, instant, now_ms
from handlers.errors import Unauthenticated
from handlers.security.key_records import ClientClass
from handlers.security.keys import Principal
from handlers.security.tickets import Tickets

PROTOCOL = "leanvibe.v1"


class Connections(Protocol):
    """What is known of the open connections: `handlers.sessions.socket.SessionSocket` is one."""

    @property
    def open(self) -> int:
        """How many there are."""
        ...

    @property
    def draining(self) -> bool:
        """Whether new ones are refused because the server stops."""
        ...


class WebsocketHandlers:
    """Needs the open connections and the tickets that the application's `authenticate` redeems.

    A call's principal has its class in the claim `clientClass`.
    """

    def __init__(self, *, connections: Connections, tickets: Tickets, clock: Clock = now_ms) -> None:
        self._connections = connections
        self._tickets = tickets
        self._clock = clock

    async def get_websocket_health(self, call: Call) -> models.WebsocketHealth:
        status: models.WebsocketHealthStatus = "draining" if self._connections.draining else "ok"
        return models.WebsocketHealth(status=status, protocol=PROTOCOL, connections=self._connections.open)

    async def create_websocket_ticket(self, call: Call) -> models.WebsocketTicket:
        if call.principal is None:
            raise Unauthenticated("a ticket is given to whoever shows a key")
        client_class: ClientClass = call.principal.claims["clientClass"]
        ticket = self._tickets.issue(Principal(call.principal.id, client_class))
        expires = instant(self._clock()) + timedelta(seconds=self._tickets.lifetime_s)
        return models.WebsocketTicket(ticket=ticket, protocol=PROTOCOL, expires_at=DateTime.of(expires))
