"""Which connections are open, and which of them are closed first when there are too many."""

from __future__ import annotations

import ipaddress
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

log = logging.getLogger("leanvibe.connections")

SHED = 32
"""Connections that are closed at a time, so that the search for them costs a flood little per connection."""


class Use(IntEnum):
    """What a connection is used for, in the order in which connections are closed."""

    UNASKED = 0  # no complete head of a request has arrived, or no TLS handshake is complete
    ANSWERED = 1  # without a key: between requests, or its answer is not taken
    KEPT = 2  # with a key, between requests
    ACTIVE = 3  # a request is being worked on, or it is a WebSocket: never closed for others


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """Connections at a time: of all clients, and of one address without a valid key."""

    total: int = 1000
    keyless: int = 256


class Accepted:
    """One open connection. `use` says what it is used for now, `close` ends it at once."""

    __slots__ = ("close", "keyed", "peer", "use")

    def __init__(self, peer: str, use: Callable[[], Use], close: Callable[[], None]) -> None:
        self.peer, self.use, self.close = peer, use, close
        self.keyed = False


class Connections:
    """Not for several threads.

    A newcomer takes the place of the connection that has waited longest for its peer, so that clients are served while
    others hold connections open without using them.
    """

    def __init__(self, limits: ConnectionLimits) -> None:
        self._limits = limits
        self._open: dict[Accepted, None] = {}  # in the order of their arrival
        self._keyless: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    def add(self, connection: Accepted) -> bool:
        """False: the limit is reached and every connection is in use, so that this one has to be closed."""
        peer = connection.peer
        if self._keyless[peer] >= self._limits.keyless and not self.shed(peer):
            return False
        if len(self._open) >= self._limits.total and not self.shed():
            return False
        self._open[connection] = None
        self._keyless[peer] += 1
        return True

    def authenticated(self, connection: Accepted) -> None:
        """A request of this connection had a valid key."""
        if not connection.keyed and connection in self._open:
            connection.keyed = True
            self._less_keyless(connection.peer)

    def remove(self, connection: Accepted) -> None:
        """It is closed. A second call does nothing."""
        if connection in self._open:
            del self._open[connection]
            if not connection.keyed:
                self._less_keyless(connection.peer)

    def shed(self, peer: str | None = None) -> int:
        """Closes up to `SHED` connections that are not in use: where `peer` is given, its own without a key. How many.

        The oldest ones go first; of all addresses, those of the address that has most.
        """
        unused: list[tuple[Use, int, int, Accepted]] = []
        for age, connection in enumerate(self._open):
            if peer is not None and (connection.peer != peer or connection.keyed):
                continue
            use = connection.use()
            if use is not Use.ACTIVE:
                unused.append((use, -self._keyless[connection.peer], age, connection))
        victims = [connection for *_, connection in sorted(unused, key=lambda found: found[:3])[:SHED]]
        for connection in victims:
            self.remove(connection)
            connection.close()
            log.warning("closed a connection that nobody used, to make room")
        return len(victims)

    def _less_keyless(self, peer: str) -> None:
        self._keyless[peer] -= 1
        if self._keyless[peer] <= 0:
            del self._keyless[peer]


def peer_of(address: object) -> str:
    """Who an address belongs to: an IPv4 address, or the /64 network that a host of IPv6 usually has for itself."""
    host = str(address[0]) if isinstance(address, tuple) and address else ""
    try:
        known = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is None:
            return str(ipaddress.ip_network((known, 64), strict=False))
        return str(known.ipv4_mapped)
    return str(known)
