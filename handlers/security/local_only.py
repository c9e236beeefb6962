"""ASGI middleware that answers only callers that mean this machine: HTTP and WebSocket alike, before anything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import unquote

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from codegen.runtime.routing import denying
from handlers.errors import Forbidden, Invalid, ServiceError, UnsupportedMedia
from handlers.monitoring.repeated import KIND
from handlers.security.cors import VARY
from handlers.security.hosts import AllowedHosts, Refusal
from handlers.security.keys import KEY_PATTERN

Answer = Callable[[ServiceError, Scope, Receive, Send], Awaitable[None]]
"""Writes an error as the response, in the contract's shape."""

_WORDS: Mapping[Refusal, ServiceError] = {
    "key": Invalid("a key belongs into the Authorization header: an address is kept in histories and logs"),
    "form": UnsupportedMedia("no operation takes what an HTML form sends"),
    "origin": Forbidden("this origin is not allowed; see LEANVIBE_ALLOWED_ORIGINS", code="origin_forbidden"),
    "site": Forbidden("a page of another site asked for this", code="origin_forbidden"),
}
_SILENT: Mapping[Refusal, int] = {"path": 400, "host": 403}
"""Whoever has rebound a name to this machine learns nothing, not even that it is LeanVibe that does not answer."""

log = structlog.stdlib.get_logger("leanvibe.security")


class LocalOnly:
    """Refuses a foreign Host or Origin, what a form sends, and keys in addresses; a WebSocket before it is accepted."""

    def __init__(self, app: ASGIApp, *, allowed: AllowedHosts, answer: Answer) -> None:
        """`answer(error, scope, receive, send)` writes the response in the contract's error shape."""
        self._app = app
        self._allowed = allowed
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = self._http(scope)
            if refusal is not None:
                await self._refuse(refusal, scope, receive, send)
                return
        elif scope["type"] == "websocket":
            allowed, path = self._allowed, scope["path"]
            refusal = allowed.refuses_websocket(path, scope["headers"], scheme=scope.get("scheme", "ws"))
            if refusal is not None or _names_key(scope):
                await receive()  # websocket.connect
                await self._refuse(refusal or "key", scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _http(self, scope: Scope) -> Refusal | None:
        method, path, headers = scope["method"], scope["path"], scope["headers"]
        why = self._allowed.refuses_http(method, path, headers, scheme=scope.get("scheme", "http"))
        return why or ("key" if _names_key(scope) else self._allowed.refuses_form(method, headers))

    async def _refuse(self, why: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
        """Nothing of the request is logged or said again: any part of it may hold a key."""
        log.warning("refused", why=why, kind=scope["type"], request_id=scope.get("request_id", ""), **{KIND: why})
        if why in _SILENT:
            headers = [(b"content-length", b"0"), VARY]
            answer = denying(send) if scope["type"] == "websocket" else send
            await answer({"type": "http.response.start", "status": _SILENT[why], "headers": headers})
            await answer({"type": "http.response.body", "body": b""})
            return

        async def told(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                message = {**message, "headers": [*message["headers"], VARY]}
            await send(message)

        shown = {**scope, "path": "/"} if why == "key" else scope
        await self._answer(_WORDS[why], shown, receive, told)


def _names_key(scope: Scope) -> bool:
    target = scope["path"] + "?" + scope["query_string"].decode("latin-1")
    return KEY_PATTERN.search(unquote(target)) is not None
