"""ASGI middleware that answers only callers that mean this machine: HTTP and WebSocket alike, before anything else."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from handlers.security.hosts import AllowedHosts, Refusal


class LocalOnly:
    """Refuses a foreign Host or Origin with 403 and no body; a WebSocket before it is accepted."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed: AllowedHosts,
        on_refusal: Callable[[Refusal, str], None] = lambda _why, _path: None,
    ) -> None:
        """`on_refusal(why, path)` may count and log; it gets nothing of the headers, which may hold a key."""
        self._app = app
        self._allowed = allowed
        self._on_refusal = on_refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = self._allowed.refuses_http(
                scope["method"], scope["path"], scope["headers"], scheme=scope.get("scheme", "http")
            )
            if refusal is not None:
                self._on_refusal(refusal, scope["path"])
                await send({"type": "http.response.start", "status": 403, "headers": [(b"content-length", b"0")]})
                await send({"type": "http.response.body", "body": b""})
                return
        elif scope["type"] == "websocket":
            refusal = self._allowed.refuses_websocket(scope["path"], scope["headers"], scheme=scope.get("scheme", "ws"))
            if refusal is not None:
                self._on_refusal(refusal, scope["path"])
                await receive()  # websocket.connect; a close before accept is an HTTP 403 on the wire
                await send({"type": "websocket.close", "code": 1008})
                return
        await self._app(scope, receive, send)
