"""A generated server's operations as an ordinary FastAPI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from codegen.runtime.answers import Checking
from codegen.runtime.bodies import BodyLimits
from codegen.runtime.call import Authenticate, Open
from codegen.runtime.channel import ChannelEndpoint, ChannelLimits, ChannelTypes, Handlers
from codegen.runtime.endpoint import Admit, Boundary, Endpoint, OnError, OperationTypes
from codegen.runtime.exchange import Observe
from codegen.runtime.fit import check
from codegen.runtime.guard import check_guard
from codegen.runtime.json_text import dumps
from codegen.runtime.problems import PROBLEM, tells
from codegen.runtime.query_names import UnknownQuery
from codegen.runtime.routing import Otherwise, Template
from codegen.runtime.served import Served
from codegen.runtime.validation import Definitions


@dataclass(frozen=True, slots=True)
class Plan:
    """What `contracts generate` knows of a server: `operations.json`, `contract.json` and the types."""

    operations: Sequence[Mapping[str, Any]]
    definitions: Mapping[str, Any]
    schemes: Mapping[str, Mapping[str, str]]
    documents: Mapping[str, Mapping[str, Any]]  # 'openapi' and 'asyncapi', as served
    types: Mapping[str, OperationTypes]
    protocols: Mapping[str, type]  # by tag
    channels: Sequence[Mapping[str, Any]] = ()
    channel_types: Mapping[str, ChannelTypes] = field(default_factory=dict)  # by the channel's key


def build(
    plan: Plan,
    handlers: Mapping[str, object],
    *,
    authenticate: Authenticate | Open | None = None,
    on_error: OnError | None = None,
    observe: Observe | None = None,
    admit: Admit | None = None,
    unknown_query: UnknownQuery = "ignore",
    max_body: int = BodyLimits.size,
    body_timeout: float = BodyLimits.seconds,
    max_depth: int = BodyLimits.depth,
    check_responses: Checking = True,
    channels: Mapping[str, Handlers] | None = None,
    channel_limits: ChannelLimits | None = None,
    middleware: Sequence[Middleware] = (),
    telemetry: bool = False,
    serve_contract: bool = True,
) -> FastAPI:
    """Handlers by tag; an operation without one answers 501. HandlerError where one does not fit its protocol.

    `authenticate` decides who a credential belongs to. UnguardedError where the contract declares security and there is
    none; `OPEN` serves what is guarded to every caller.
    `on_error` says which ApiError an exception of a handler means; None: it is a fault, answered 500.
    `observe` is called once for every finished request, and for every message that breaks a channel's contract.
    `admit` is called for each request of an operation, after authentication and before the rest of it is read; an
    `ApiError` that it raises is the answer. It is the place for rate limits.
    `unknown_query`: "refuse" answers a query parameter that the operation does not declare as it answers an invalid
    one; "ignore", the default, is what most services do, and what a client of a newer contract expects.
    `max_body`: bytes of a request's body. `body_timeout`: seconds until all of it has arrived. `max_depth`: levels of
    arrays and objects that its JSON may nest, 200 at most. A body is received after authentication, `admit` and the
    parameters, so that a refused client's body is never held in memory.
    `check_responses`: True, False or 'sampled' (one answer in `SAMPLE` of each operation): whether headers and bodies
    of answers are held against their schemas. Status and media type always are, and messages with anything but False.
    `middleware`: what lies around the operations. `app.add_middleware` adds around that.
    `serve_contract`: GET /openapi.json and /asyncapi.json, where the contract has no such path of its own.
    `telemetry`: FastAPI's own OpenTelemetry, which asks on every request whether somebody configured it.
    `channels`: what makes the handlers of a connection, by the channel's key; one without refuses upgrades with 501.
    """
    check(plan.protocols, handlers)
    definitions, problems = Definitions(plan.definitions), _error_schema(plan)
    boundary = Boundary(
        definitions,
        plan.schemes,
        check_guard(plan.operations, plan.channels, authenticate),
        on_error,
        BodyLimits(max_body, body_timeout, max_depth),
        check_responses,
        observe,
        admit,
        unknown_query,
        problems,
    )
    openapi = plan.documents.get("openapi", {})
    said = openapi.get("info")
    info = said if isinstance(said, dict) else {}
    paths: dict[str, dict[str, Endpoint]] = {}
    for spec in plan.operations:
        endpoint = Endpoint(spec, plan.types[spec["id"]], handlers.get(spec["tag"]), boundary)
        paths.setdefault(spec["path"], {})[spec["method"]] = endpoint
    app = Served(
        paths,
        observe,
        middleware,
        telemetry=telemetry,
        title=info.get("title", ""),
        version=info.get("version", ""),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.openapi = lambda: dict(openapi)  # type: ignore[method-assign]  # FastAPI's documented way to replace it
    for name, document in plan.documents.items() if serve_contract else ():
        app.router.routes.append(Route(f"/{name}.json", _serving(document), include_in_schema=False))
    app.state.channels = {}
    for spec in plan.channels:
        maker = (channels or {}).get(spec["key"])
        served = ChannelEndpoint(spec, plan.channel_types[spec["key"]], maker, boundary, channel_limits)
        app.state.channels[spec["key"]] = served
        app.router.routes.append(ChannelRoute(spec["path"], served))
    otherwise = Otherwise(*problems, definitions)
    app.router.default = otherwise
    app.add_exception_handler(Exception, otherwise.failed)
    app.router.redirect_slashes = False
    return app


def _serving(document: Mapping[str, Any]) -> Callable[[Request], Awaitable[Response]]:
    async def contract(_: Request) -> Response:
        return Response(dumps(document), media_type="application/json")

    return contract


class ChannelRoute(BaseRoute):
    """A channel's address, for upgrades alone."""

    def __init__(self, path: str, endpoint: ChannelEndpoint) -> None:
        self.path = self.name = path
        self._endpoint, self._template = endpoint, Template(path)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found = self._template.match(scope) if scope["type"] == "websocket" else None
        return (Match.NONE, {}) if found is None else (Match.FULL, {"path_params": found, "endpoint": self})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._endpoint(scope, receive, send)


def _error_schema(plan: Plan) -> tuple[str, Any]:
    """The first error body of any operation that tells what went wrong: an upgrade's answer is no operation's."""
    for spec in plan.operations:
        for status, response in spec["responses"].items():
            if status[0] in "45d" and response["content"]:
                kind, media = next(iter(response["content"].items()))
                if tells(media["schema"], plan.definitions):
                    return kind, media["schema"]
    return PROBLEM, None
