"""The FastAPI application of a generated server, whose operations pass no layer that has nothing to do."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from codegen.runtime.endpoint import Endpoint
from codegen.runtime.exchange import Exchange, Observe
from codegen.runtime.routing import Operations


class Served(FastAPI):
    """Every request has an id, the client's own where it is sane, and is observed once.

    Within that lies what `add_middleware` adds, then `middleware`, then the operations. FastAPI puts layers of its own
    outside of them: one answers exceptions, one tells OpenTelemetry of them, one counts what a mounted application's
    bodies have. An operation answers its own exceptions and counts its own bodies, so where nobody has middleware those
    layers lie between the operations and the router instead, for people's own routes.
    """

    def __init__(
        self,
        paths: Mapping[str, Mapping[str, Endpoint]],
        observe: Observe | None,
        middleware: Sequence[Middleware],
        *,
        telemetry: bool,
        **settings: Any,
    ) -> None:
        own = [*middleware, Middleware(Operations, paths=paths)]
        super().__init__(
            middleware=own,
            telemetry={"tracing": telemetry, "metrics": telemetry, "logs": telemetry},
            **settings,
        )
        self._plain = None if middleware or telemetry else own
        self._front: ASGIApp | None = None
        self._observe = observe

    def build_middleware_stack(self) -> ASGIApp:
        """As documented by Starlette: called once, before the first request."""
        added = self.user_middleware
        if added != self._plain:
            return super().build_middleware_stack()
        self.user_middleware = []
        app = super().build_middleware_stack()
        self.user_middleware = added
        for layer, args, options in reversed(added):
            app = layer(app, *args, **options)
        self._front = app
        return app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind not in ("http", "websocket"):
            await super().__call__(scope, receive, send)
            return
        exchange = Exchange(scope, receive, send)
        receive = exchange.receive
        scope["request_id"], scope["exchange"] = exchange.request_id, exchange
        begun = time.perf_counter()
        try:
            if self._front is None or kind != "http":
                await super().__call__(scope, receive, exchange)
            else:  # what FastAPI and Starlette do, without two calls and a question to OpenTelemetry
                if self.root_path:
                    scope["root_path"] = self.root_path
                scope["app"] = self
                await self._front(scope, receive, exchange)
        finally:
            exchange.end()
            if self._observe is not None and kind == "http":
                self._observe(exchange.observed(scope["method"], time.perf_counter() - begun))
