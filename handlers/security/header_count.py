"""ASGI middleware that bounds how many header lines a request may have."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from handlers.errors import TooManyHeaders
from handlers.security.local_only import Answer

MOST_HEADERS = 100  # browsers and proxies send fewer than 40; the web server bounds the bytes of a head


class LimitHeaders:
    """Refuses requests and upgrades with more than `MOST_HEADERS` lines, before anything walks them."""

    def __init__(self, app: ASGIApp, *, answer: Answer) -> None:
        self._app, self._answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and len(scope["headers"]) > MOST_HEADERS:
            if scope["type"] == "websocket":
                await receive()  # websocket.connect
            error = TooManyHeaders(f"a request may have {MOST_HEADERS} header lines")
            await self._answer(error, scope, receive, send)
            return
        await self._app(scope, receive, send)
