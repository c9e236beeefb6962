"""CORS (https://fetch.spec.whatwg.org/#http-cors-protocol) for the listed origins, and for nobody else.

Nothing is reflected: an origin is answered with its own name only where the list has it. Keys go in a header, never in
cookies, so credentials are not allowed to anybody.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]
_METHODS = b"GET, HEAD, POST, PUT, PATCH, DELETE"
_HEADERS = b"Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, X-Request-Id"
_EXPOSED = b"ETag, Location, Retry-After, WWW-Authenticate, X-Request-Id"
VARY: Header = (b"vary", b"Origin")


class Cors:
    """Within LocalOnly, which has refused every other origin already."""

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        self._app, self._origins = app, frozenset(origin.lower() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        origin: bytes = headers.get(b"origin", b"")
        listed = origin.decode("latin-1").lower() in self._origins
        if listed and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            await _allow(origin, b"access-control-request-private-network" in headers, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [VARY]
                if listed:
                    more += [(b"access-control-allow-origin", origin), (b"access-control-expose-headers", _EXPOSED)]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        await self._app(scope, receive, told)


async def _allow(origin: bytes, private: bool, send: Send) -> None:
    """The answer to a preflight."""
    headers = [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", _METHODS),
        (b"access-control-allow-headers", _HEADERS),
        (b"access-control-max-age", b"600"),
        (b"vary", b"Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
    ]
    if private:  # https://wicg.github.io/private-network-access/
        headers.append((b"access-control-allow-private-network", b"true"))
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
