"""How a browser, which cannot send a key when it opens a page, shows that its user has one.

A key opens a ticket, the ticket (once, in an address) a cookie, and the cookie the page of the documentation. Cookies
are sent to every port of a host, so one of this server may reach another program on this machine: it is accepted for
nothing but that page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.security.keys import Principal
from handlers.security.tickets import Tickets

VISIT_S = 3600.0


@dataclass(frozen=True, slots=True)
class DocsAccess:
    """`tickets` are redeemed once; `visits` are what cookies hold."""

    tickets: Tickets = field(default_factory=Tickets)
    visits: Tickets = field(default_factory=lambda: Tickets(lifetime_s=VISIT_S))

    def redeem(self, ticket: str) -> Principal:
        """Raises `Unauthenticated`."""
        return self.tickets.redeem(ticket)

    def visitor(self, cookie: str) -> Principal:
        """Raises `Unauthenticated`."""
        return self.visits.holder(cookie)

    def forget_expired(self) -> None:
        """Frees the memory of what nobody used in time."""
        self.tickets.forget_expired()
        self.visits.forget_expired()

    def revoke(self, key_id: str) -> None:
        """Voids what was issued to a key that has ended."""
        self.tickets.revoke(key_id)
        self.visits.revoke(key_id)
