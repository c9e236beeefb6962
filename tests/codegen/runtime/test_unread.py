"""When a body is received: after everything that can refuse its request, within limits, and else never."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response

from codegen.runtime.call import Principal
from codegen.runtime.exchange import Observed
from tests.gates.subjects import generated
from tests.support.serving import serving

CONTRACT = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    get:
      operationId: list
      security: []
      responses: {'204': {description: done}}
    post:
      operationId: make
      security: [{key: []}]
      parameters: [{name: n, in: query, schema: {type: integer}}]
      requestBody: {required: true, content: {application/json: {schema: {}}}}
      responses: {'204': {description: done}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
"""


class Handlers:
    def __getattr__(self, name: str) -> Any:
        async def done(call: Any, **values: Any) -> None:
            return None

        return done


async def authenticate(scheme: str, credential: str, scopes: Any) -> Principal | None:
    return Principal(credential) if credential == "right" else None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("unread")
    (folder / "openapi.yaml").write_text(CONTRACT)
    return generated(folder, folder / "openapi.yaml", "unread")[0]


def application(server: Any, **options: Any) -> Any:
    options = {"max_body": 1000, "body_timeout": 0.3, "max_depth": 3, **options}
    app = server.create_app(default_handlers=Handlers(), authenticate=authenticate, **options)

    async def echo(request: Request) -> Response:
        return Response(await request.body())

    app.router.add_route("/own", echo, methods=["POST"])
    return app


def head(first: str, *headers: str) -> bytes:
    return "\r\n".join([f"{first} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode()


KEY, JSON, LENGTH = "Authorization: Bearer right", "Content-Type: application/json", "Content-Length: 900"
CASES = {
    # what is sent, the status, whether the connection ends
    "no key": (head("POST /things", JSON, LENGTH), 401, True),
    "wrong key": (head("POST /things", JSON, LENGTH, "Authorization: Bearer wrong"), 401, True),
    "no key, chunked": (head("POST /things", JSON, "Transfer-Encoding: chunked"), 401, True),
    "no key, 100-continue": (head("POST /things", JSON, LENGTH, "Expect: 100-continue"), 401, True),
    "no key before the type and the size": (head("POST /things", "Content-Length: 99999999"), 401, True),
    "the type before the size": (head("POST /things", KEY, "Content-Length: 99999999"), 415, True),
    "the coding": (head("POST /things", KEY, JSON, LENGTH, "Content-Encoding: gzip"), 415, True),
    "the size": (head("POST /things", KEY, JSON, "Content-Length: 99999999"), 413, True),
    "a parameter": (head("POST /things?n=x", KEY, JSON, LENGTH), 400, True),
    "no such path": (head("POST /nothing", LENGTH), 404, True),
    "no such method": (head("PUT /things", LENGTH), 405, True),
    "a body of an operation without": (head("GET /things", LENGTH), 204, True),
    "an unfinished body": (head("POST /things", KEY, JSON, LENGTH) + b"{", 408, True),
    "a chunked body that is too large": (
        head("POST /things", KEY, JSON, "Transfer-Encoding: chunked") + b"7d0\r\n" + b" " * 2000 + b"\r\n",
        413,
        True,
    ),
    "too deep": (head("POST /things", KEY, JSON, "Content-Length: 8") + b"[[[[]]]]", 400, False),
    "deep enough": (head("POST /things", KEY, JSON, "Content-Length: 6") + b"[[[]]]", 204, False),
    "an empty body without a type": (head("POST /things", KEY, "Content-Length: 0"), 400, False),
    "no body and no key": (head("POST /things"), 401, False),
    "no body and no such path": (head("GET /nothing"), 404, False),
    "a route of the application": (head("POST /own", "Content-Length: 2") + b"ok", 200, False),
}


def exchange(place: str, data: bytes, closes: bool) -> tuple[int, str, bytes]:
    """Status and `Connection` of the answer, and what the server sends to a request within the body."""
    host, port = place.split(":")
    with socket.create_connection((host, int(port)), timeout=30) as made:
        made.sendall(data)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += made.recv(65536)
        first, *lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        rest = b""
        if closes:
            with suppress(OSError):
                made.sendall(head("GET /things"))
                made.shutdown(socket.SHUT_WR)
            with suppress(ConnectionError):
                while piece := made.recv(65536):
                    rest += piece
        return int(first.split(" ")[1]), headers.get("connection", ""), rest


@pytest.mark.parametrize(("data", "status", "closes"), CASES.values(), ids=CASES)
async def test_what_is_refused_unread_ends_its_connection(server: Any, data: bytes, status: int, closes: bool) -> None:
    async with serving(application(server)) as place:
        code, connection, rest = await asyncio.to_thread(exchange, place, data, closes)
    assert (code, connection == "close") == (status, closes)
    assert b"HTTP/1.1 2" not in rest  # what follows is a body, perhaps an invalid one, and never a request


async def test_the_whole_refusal_arrives_while_the_body_is_sent(server: Any) -> None:
    async with serving(application(server)) as place, httpx.AsyncClient(trust_env=False) as client:
        for size in (1, 100_000, 1_500_000):
            answer = await client.post(f"http://{place}/things", content=b"x" * size)
            assert answer.status_code == 401
            assert answer.json()["title"] == "Unauthorized"


async def test_observe_sees_whose_request_it_was(server: Any) -> None:
    seen: list[Observed] = []
    async with (
        serving(application(server, observe=seen.append)) as place,
        httpx.AsyncClient(trust_env=False, base_url=f"http://{place}") as client,
    ):
        await client.post("/things", json=1)
        await client.post("/things", json=1, headers={"Authorization": "Bearer right"})
        await client.get("/things")
    assert [(one.status, one.principal and one.principal.id) for one in seen] == [
        (401, None),
        (204, "right"),
        (204, None),
    ]
