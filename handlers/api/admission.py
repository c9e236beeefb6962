"""Whether an authenticated request may run: not while the server stops, not beyond the rate of its key's class."""

from __future__ import annotations

import asyncio

from codegen.runtime.call import Principal
from handlers.api.refusals import api_error
from handlers.errors import TooMany, Unavailable
from handlers.security.rates import RateLimiter

RETRY_MS = 1000  # until a server that restarts may answer again


class Admission:
    """`create_app(admit=Admission(...))`.

    Every request with a key spends one token of its key's budget, which is the one of its commands on the socket too. A
    long poll or an event stream is one request, however long it lasts. Public operations spend none and are answered
    while the server stops: health and metrics have to work when everything else is refused.
    """

    def __init__(self, rates: RateLimiter, *, stopping: asyncio.Event) -> None:
        self._rates = rates
        self._stopping = stopping

    def __call__(self, operation: str, principal: Principal | None) -> None:
        """Raises `ApiError`: 503 `draining`, 429 `rate_limited`."""
        if principal is None:
            return
        try:
            if self._stopping.is_set():
                raise Unavailable("the server is stopping", code="draining", retry_after_ms=RETRY_MS)
            self._rates.take(principal.id, str(principal.claims["clientClass"]))
        except (TooMany, Unavailable) as error:
            raise api_error(error) from error
