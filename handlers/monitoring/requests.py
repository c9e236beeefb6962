"""ASGI middleware around everything: gives each request an id, and tells log and figures how it went."""

from __future__ import annotations

import re
import secrets
import time
from contextlib import suppress

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.monitoring.performance import Performance

# Ids of callers are taken over, so that one id follows a request through several programs; within bounds.
_GIVEN = re.compile(rb"[A-Za-z0-9_-]{1,64}")
UNMATCHED = "unmatched"


class ObserveRequests:
    """Puts `request_id` into `scope["state"]`, the log's context and the header `X-Request-Id`.

    Whoever routes the request may set `scope["state"]["operation_id"]`; figures and log lines go under that name. Paths
    are not logged as they may hold what a person typed.
    """

    def __init__(self, app: ASGIApp, *, performance: Performance) -> None:
        self._app = app
        self._performance = performance
        self._log = structlog.stdlib.get_logger("leanvibe.request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        status = 500
        started = time.perf_counter()

        async def observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # The runtime may have sent it: it is the same.
                headers = [header for header in message.get("headers", ()) if header[0].lower() != b"x-request-id"]
                message = {**message, "headers": [*headers, (b"x-request-id", request_id.encode())]}
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, observed)
            finally:
                if scope["type"] == "http":
                    seconds = time.perf_counter() - started
                    operation = str(state.get("operation_id", UNMATCHED))
                    self._performance.request(operation, status, seconds)
                    self._log.info("request", operation=operation, status=status, ms=round(seconds * 1000, 1))


def _request_id(scope: Scope) -> str:
    with suppress(StopIteration):
        given = next(value for name, value in scope["headers"] if name == b"x-request-id")
        if _GIVEN.fullmatch(given):
            return str(given, "ascii")
    return secrets.token_hex(8)
