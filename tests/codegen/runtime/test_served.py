"""A generated server's application: nothing outlives its request, and what people add lies around the operations."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware

from codegen.runtime.application import Plan, build
from codegen.runtime.endpoint import OperationTypes

PING: dict[str, Any] = {
    "id": "ping", "handler": "ping", "method": "GET", "path": "/ping", "tag": "pings", "position": "pings.yaml#",
    "security": [], "parameters": [], "body": None, "discriminator": "",
    "responses": {
        "200": {"content": {"application/json": {"kind": "json", "schema": {"type": "string"}}}, "headers": {}}
    },
}  # fmt: skip
PLAN = Plan(
    [PING], {}, {}, {}, {"ping": OperationTypes(results={"200 application/json": str})}, {"pings": type("P", (), {})}
)


class Pings:
    async def ping(self, call: Any) -> str:
        return "pong"


class Server:
    """One request as a server has it: it holds the scope, and the application its methods."""

    def __init__(self, path: str) -> None:
        self.scope: dict[str, Any] = {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [], "root_path": "", "client": None, "server": None, "scheme": "http", "http_version": "1.1",
        }  # fmt: skip
        self.sent: list[Any] = []

    async def receive(self) -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    async def ask(self, app: FastAPI) -> tuple[int, bytes]:
        await app(self.scope, self.receive, self.send)
        return self.sent[0]["status"], b"".join(message.get("body", b"") for message in self.sent[1:])


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class Marking:
    """Middleware that writes down the requests that pass it."""

    def __init__(self, app: Any, seen: list[str]) -> None:
        self._app, self._seen = app, seen

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            self._seen.append(f"{scope['path']} {'request_id' in scope}")
        await self._app(scope, receive, send)


def plain(_: list[str]) -> FastAPI:
    return build(PLAN, {"pings": Pings()})


def given(seen: list[str]) -> FastAPI:
    return build(PLAN, {"pings": Pings()}, middleware=[Middleware(Marking, seen=seen)])


def added(seen: list[str]) -> FastAPI:
    app = plain(seen)
    app.add_middleware(Marking, seen=seen)
    return app


def observed(seen: list[str]) -> FastAPI:
    return build(PLAN, {"pings": Pings()}, telemetry=True)


@pytest.mark.parametrize("make", [plain, given, added, observed])
async def test_a_request_leaves_nothing_for_the_garbage_collector(
    make: Callable[[list[str]], FastAPI], uncollected: None
) -> None:
    app = make([])
    await Server("/ping").ask(app)
    gc.collect()
    for _ in range(5):
        assert await Server("/ping").ask(app) == (200, b'"pong"')
    assert not [one for one in gc.get_objects() if isinstance(one, Server)]


@pytest.mark.parametrize(
    ("make", "want"),
    [
        (plain, []),
        (given, ["/ping True", "/own True", "/nowhere True"]),
        (added, ["/ping True", "/own True", "/nowhere True"]),
    ],
)
async def test_middleware_lies_around_operations_and_own_routes(
    make: Callable[[list[str]], FastAPI], want: list[str]
) -> None:
    seen: list[str] = []
    app = make(seen)

    @app.get("/own")
    def own() -> int:
        return 7

    for _ in range(2):  # the first request makes the stack
        seen.clear()
        assert [(await Server(path).ask(app))[0] for path in ("/ping", "/own", "/nowhere")] == [200, 200, 404]
        assert seen == want


@pytest.mark.parametrize("make", [plain, given, added])
async def test_a_fault_of_an_own_route_is_answered_by_starlette(make: Callable[[list[str]], FastAPI]) -> None:
    app = make([])

    @app.get("/own")
    def own() -> int:
        raise RuntimeError("mine")

    for _ in range(2):
        server = Server("/own")
        with pytest.raises(RuntimeError, match="mine"):
            await server.ask(app)
        assert server.sent[0]["status"] == 500


def test_a_document_that_is_served_need_not_be_whole() -> None:
    documents: list[dict[str, Any]] = [{}, {"info": None}, {"info": []}]
    assert [build(replace(PLAN, documents={"openapi": d}), {}).openapi() for d in documents] == documents


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("7", True),
        ("3f8e0b52-7c1d-4a6f-9b2e-5d4c8a7f1e60", True),
        ("trace_1.2", True),
        ("", False),
        ("a b", False),
        ("a\u00e9", False),
        ("a\x1b[2J", False),
        ("x" * 37, False),  # as long as keys are
    ],
)
async def test_a_request_keeps_an_id_that_is_short_and_plain(given: str, kept: bool) -> None:
    ids = set()
    for app in (plain([]), plain([]), added([]), added([])):
        server = Server("/ping")
        server.scope["headers"] = [(b"x-request-id", given.encode("latin-1"))]
        await server.ask(app)
        ids.add(dict(server.sent[0]["headers"])[b"x-request-id"].decode())
    assert ids == {given} if kept else len(ids) == 4 and all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)
