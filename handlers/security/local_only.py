"""ASGI middleware that answers only callers that mean this machine: HTTP and WebSocket alike, before anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from handlers.errors import Forbidden, Invalid, ServiceError
from handlers.security.hosts import AllowedHosts, Refusal
from handlers.security.limits import Answer

_WORDS: Mapping[Refusal, ServiceError] = {
    "path": Invalid("the request's target is no path"),
    "host": Forbidden("this host name is not allowed; see LEANVIBE_ALLOWED_HOSTS", code="host_forbidden"),
    "origin": Forbidden("this origin is not allowed; see LEANVIBE_ALLOWED_ORIGINS", code="origin_forbidden"),
    "site": Forbidden("a page of another site asked for this", code="origin_forbidden"),
}


class LocalOnly:
    """Refuses a foreign Host or Origin: HTTP through `answer`, a WebSocket before it is accepted."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed: AllowedHosts,
        answer: Answer,
        on_refusal: Callable[[Refusal, str], None] = lambda _why, _path: None,
    ) -> None:
        """`answer(error, scope, receive, send)` writes the response in the contract's error shape: 403 for `Forbidden`.

        `on_refusal(why, path)` may count and log; it gets nothing of the headers, which may hold a key.
        """
        self._app = app
        self._allowed = allowed
        self._answer = answer
        self._on_refusal = on_refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = self._allowed.refuses_http(
                scope["method"], scope["path"], scope["headers"], scheme=scope.get("scheme", "http")
            )
            if refusal is not None:
                self._on_refusal(refusal, scope["path"])
                await self._answer(_WORDS[refusal], scope, receive, send)
                return
        elif scope["type"] == "websocket":
            refusal = self._allowed.refuses_websocket(scope["path"], scope["headers"], scheme=scope.get("scheme", "ws"))
            if refusal is not None:
                self._on_refusal(refusal, scope["path"])
                await receive()  # websocket.connect; a close before accept is an HTTP 403 on the wire
                await send({"type": "websocket.close", "code": 1008})
                return
        await self._app(scope, receive, send)
