"""One-time tickets: how a browser, which cannot send a header with a WebSocket, shows that it has a key."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from handlers.errors import TooMany, Unauthenticated
from handlers.security.keys import Principal

LIFETIME_S = 30
_OUTSTANDING = 1000  # of all clients together; rates keep one client far below


@dataclass(frozen=True, slots=True)
class _Issued:
    principal: Principal
    expires: float


class Tickets:
    """In memory only: a restart voids every ticket, and the browser asks for another. Not for several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, lifetime_s: float = LIFETIME_S) -> None:
        self._clock = clock
        self._lifetime_s = lifetime_s
        self._issued: dict[bytes, _Issued] = {}

    @property
    def lifetime_s(self) -> float:
        return self._lifetime_s

    def issue(self, principal: Principal) -> str:
        """A ticket for this caller, good once and for `lifetime_s`. Only characters that a subprotocol may have."""
        self.forget_expired()
        if len(self._issued) >= _OUTSTANDING:
            raise TooMany("too many tickets are outstanding", retry_after_ms=1000)
        ticket = secrets.token_urlsafe(32)
        self._issued[_digest(ticket)] = _Issued(principal, self._clock() + self._lifetime_s)
        return ticket

    def redeem(self, ticket: str) -> Principal:
        """Whoever it was issued to; it is void from now on. Raises `Unauthenticated`."""
        # Looked up by its hash, so that the time of the search tells nothing about a valid ticket.
        issued = self._issued.pop(_digest(ticket), None)
        if issued is None or issued.expires <= self._clock():
            raise Unauthenticated("the ticket is unknown, used or expired")
        return issued.principal

    def holder(self, ticket: str) -> Principal:
        """Whom it was issued to; it stays valid. Raises `Unauthenticated`."""
        issued = self._issued.get(_digest(ticket))
        if issued is None or issued.expires <= self._clock():
            raise Unauthenticated("the ticket is unknown or expired")
        return issued.principal

    def forget_expired(self) -> None:
        """Frees the memory of tickets that nobody redeemed in time."""
        now = self._clock()
        self._issued = {key: issued for key, issued in self._issued.items() if issued.expires > now}

    def revoke(self, key_id: str) -> None:
        """Voids what was issued to a key that has ended."""
        self._issued = {key: issued for key, issued in self._issued.items() if issued.principal.key_id != key_id}


def _digest(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode()).digest()
