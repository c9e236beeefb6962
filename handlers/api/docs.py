"""Tag `docs`: the contracts, and the page that a browser opens with a ticket in place of a key."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from codegen.runtime.call import Answer, Call
from codegen.runtime.model import DateTime
from generated import models
from handlers.api.caller import owner_of
from handlers.clock import Clock, instant, now_ms
from handlers.docs.page import Page, render_page
from handlers.security.docs_access import DocsAccess
from handlers.security.keys import Principal

PAGE = "/docs"
COOKIE = "leanvibe_docs"


class DocsHandlers:
    """`documents`: 'openapi' and 'asyncapi'. `secure`: whether the server is reached over TLS."""

    def __init__(
        self,
        documents: Mapping[str, Mapping[str, Any]],
        access: DocsAccess,
        *,
        secure: bool,
        clock: Clock = now_ms,
    ) -> None:
        self._documents = documents
        self._access = access
        self._attributes = "HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")
        self._clock = clock
        self._page: Page | None = None

    async def get_openapi(self, call: Call) -> models.ContractDocument:
        return dict(self._documents["openapi"])

    async def get_asyncapi(self, call: Call) -> models.ContractDocument:
        return dict(self._documents["asyncapi"])

    async def get_docs(self, call: Call) -> Answer[models.DocsPage]:
        if self._page is None:
            self._page = await asyncio.to_thread(render_page, self._documents)
        headers = {
            "Content-Security-Policy": self._page.policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        return Answer(self._page.html, headers)

    async def create_docs_ticket(self, call: Call) -> models.DocsTicket:
        ticket = self._access.tickets.issue(_holder(call))
        expires = instant(self._clock()) + timedelta(seconds=self._access.tickets.lifetime_s)
        return models.DocsTicket(ticket=ticket, expires_at=DateTime.of(expires))

    async def open_docs(self, call: Call) -> Answer[None]:
        visits = self._access.visits
        cookie = f"{COOKIE}={visits.issue(_holder(call))}; Path={PAGE}; Max-Age={visits.lifetime_s:.0f}"
        headers = {
            "Location": PAGE,
            "Set-Cookie": f"{cookie}; {self._attributes}",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        return Answer(None, headers, 303)


def _holder(call: Call) -> Principal:
    """The caller as tickets keep it. Raises `Unauthenticated`."""
    owner = owner_of(call)
    assert call.principal is not None
    return Principal(owner, call.principal.claims["clientClass"])
