"""Whatever a handler answers, it is encoded for its place on the wire, or refused with a logged 500."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any, Literal

import httpx
import pytest
import uvicorn

from codegen.runtime.answers import ContractViolationError
from codegen.runtime.call import Answer, ApiError
from codegen.runtime.header_fields import disposition
from codegen.runtime.stream import frame
from tests.gates.subjects import generated

CONTRACT = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /answer:
    post:
      operationId: answer
      requestBody: {content: {application/json: {schema: {}}}}
      responses:
        '200': {description: done, content: {text/plain: {schema: {type: string}}, image/*: {schema: {}}}}
        '409': {description: no}
        default:
          description: other
          content:
            application/json:
              schema:
                type: object
                required: [message]
                properties: {message: {type: string}, instance: {type: string}}
  /events:
    get:
      operationId: events
      responses:
        '200': {description: done, content: {text/event-stream: {schema: {$ref: '#/components/schemas/Event'}}}}
  /texts:
    get:
      operationId: texts
      responses: {'200': {description: done, content: {text/event-stream: {schema: {type: string}}}}}
components:
  schemas:
    Event:
      oneOf: [{$ref: '#/components/schemas/A'}]
      discriminator: {propertyName: type}
    A:
      type: object
      required: [type]
      properties: {type: {type: string}}
"""


class Handlers:
    """Answers what the test puts here."""

    answer_with: Any = None
    events_with: Any = ()

    async def answer(self, call: Any, **_: Any) -> Any:
        if isinstance(self.answer_with, Exception):
            raise self.answer_with
        return self.answer_with

    async def events_events(self, call: Any) -> AsyncIterator[Any]:
        for event in self.events_with:
            yield event

    texts_events = events_events

    def __getattr__(self, name: str) -> Any:
        async def done(call: Any, **values: Any) -> None:
            return None

        return done


class Served:
    """The generated server under uvicorn; `ask` gives the bytes that a client would read until the end."""

    def __init__(self, module: Any, port: int, handlers: Handlers) -> None:
        self.module, self.handlers, self._port = module, handlers, port

    async def ask(self, first: str) -> bytes:
        return await asyncio.to_thread(self._ask, first)

    def _ask(self, first: str) -> bytes:
        with socket.create_connection(("127.0.0.1", self._port), timeout=30) as made:
            made.sendall(f"{first} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            with suppress(ConnectionError):
                while piece := made.recv(65536):
                    answer += piece
        return answer


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("places")
    (folder / "openapi.yaml").write_text(CONTRACT)
    return generated(folder, folder / "openapi.yaml", "places")[0]


@pytest.fixture(params=["h11", "httptools"])
async def served(module: Any, request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    handlers = Handlers()
    http: Literal["h11", "httptools"] = request.param
    settings = uvicorn.Config(
        module.create_app(default_handlers=handlers), port=0, log_config=None, lifespan="off", http=http
    )
    server = uvicorn.Server(settings)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.005)
    yield Served(module, server.servers[0].sockets[0].getsockname()[1], handlers)
    server.should_exit = True
    await task


def split(answer: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split(" ")[1]), {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}, body


HOSTILE = [
    "a\r\nEvil: 1", "a\nEvil: 1", "a\rEvil: 1", "a\0b", "a\x1b[31m", "a\x7fb", "a\x85b",
    "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "a\r\n Evil: 1", "\ud800", "日本", "a\u2028b", "\u202eb",
]  # fmt: skip
REFUSED: list[Any] = [
    *[Answer("x", {"X-Value": text}) for text in HOSTILE],
    *[Answer("x", {f"X-{text}": "v"}) for text in [*HOSTILE, "a b", "a:", "ä", "(a)"]],
    *[Answer("x", {name: "v"}) for name in ("", " ", "Content-Length", "Transfer-Encoding", "Connection")],
    *[Answer("x", {"Location": text}) for text in HOSTILE[:9]],
    *[Answer("x", {"Link": f"<{text}>; rel=next"}) for text in HOSTILE[:9]],
    *[Answer("x", {"Content-Disposition": f'attachment; filename="{text}"'}) for text in HOSTILE],
    *[Answer("x", {"Content-Type": f"text/plain; charset={text}"}) for text in HOSTILE],
    *[Answer(b"x", content_type=f"image/{text}") for text in HOSTILE],
    *[ApiError(409, "no", headers={"X-Value": text}) for text in HOSTILE],
    *[ApiError(429, "no", headers={f"X-{text}": "1"}) for text in HOSTILE],
    ApiError(418, "no", headers={"Content-Length": "1"}),
    "\ud800",
]


async def test_what_no_place_can_hold_is_a_logged_500(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    for answer in REFUSED:
        served.handlers.answer_with = answer
        caplog.clear()
        status, headers, body = split(await served.ask("POST /answer"))
        assert status == 500, answer
        assert json.loads(body)["message"] == "the server failed"
        assert headers.keys() == {"date", "server", "content-type", "content-length", "x-request-id", "connection"}
        errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
        assert len(errors) == 1, answer
        assert all(sign.isprintable() for sign in errors[0])


SENT = [
    # headers that a handler gives, fields on the wire
    ({"X-Value": "  a\tb \t"}, {"x-value": "a\tb"}),
    ({"X-Value": "Übung\u00a0§"}, {"x-value": "Übung\u00a0§"}),
    ({"Location": "/dörfer/日本?q=a b#ß"}, {"location": "/d%C3%B6rfer/%E6%97%A5%E6%9C%AC?q=a%20b#%C3%9F"}),
    ({"Location": "/a%20b?x=[1]&y='"}, {"location": "/a%20b?x=[1]&y='"}),
    ({"Location": '/"><script>'}, {"location": "/%22%3E%3Cscript%3E"}),
    ({"Content-Location": "/ä"}, {"content-location": "/%C3%A4"}),
    ({"Link": '</ä b>; rel="next", </c>; rel=prev'}, {"link": '</%C3%A4%20b>; rel="next", </c>; rel=prev'}),
    (
        {"Content-Disposition": disposition('naïve "日本"\r\nEvil: 1/../x.txt')},
        {
            "content-disposition": 'attachment; filename="na_ve ______Evil: 1_.._x.txt"; '
            "filename*=UTF-8''na%C3%AFve%20_%E6%97%A5%E6%9C%AC___Evil%3A%201_.._x.txt",
        },
    ),
    ({"Content-Disposition": disposition("a.txt", "inline")}, {"content-disposition": 'inline; filename="a.txt"'}),
]


async def test_values_are_encoded_for_their_field(served: Served) -> None:
    for given, wanted in SENT:
        served.handlers.answer_with = Answer("x", given)
        status, headers, _ = split(await served.ask("POST /answer"))
        assert status == 200
        assert {name: value for name, value in headers.items() if name in wanted} == wanted


async def test_errors_say_what_they_were_given_and_stay_short(served: Served) -> None:
    for text in [*HOSTILE, "x" * 100_000]:
        served.handlers.answer_with = ApiError(418, text)
        status, _, body = split(await served.ask("POST /answer"))
        assert status == 418
        message = json.loads(body)["message"]
        assert message == text[:4000].replace("\ud800", "?")
    for path in ("/" + "x" * 20_000, "/" + "%e4%00%0d%0a" * 1000):
        status, _, body = split(await served.ask(f"GET {path}"))
        assert status == 404
        assert len(body) < 5000
        json.loads(body)


NAMED = ["a\nevent: evil\ndata: x", "a\revent: evil", "a\r\n", "a\0", "\ud800"]


@pytest.mark.parametrize("text", NAMED)
async def test_no_event_id_can_begin_another_field(served: Served, text: str, caplog: pytest.LogCaptureFixture) -> None:
    served.handlers.events_with = [(text, {"type": "a"})]
    status, _, body = split(await served.ask("GET /events"))
    assert status == 500
    assert json.loads(body)["message"] == "the server failed"
    assert "which no event stream can carry" in caplog.text


async def test_ids_of_any_script_are_sent(served: Served) -> None:
    for text in ("é\u202e", "\u2028", "id: 1", " "):
        served.handlers.events_with = [(text, {"type": "a"})]
        _, _, body = split(await served.ask("GET /events"))
        assert f'id: {text}\ndata: {{"type":"a"}}\n\n'.encode() in body


@pytest.mark.parametrize("text", NAMED[:-1])
def test_no_event_name_can_begin_another_field(text: str) -> None:
    """A name is the value of the contract's discriminator, which answers that are not checked may break."""
    with pytest.raises(ContractViolationError, match=r"an event has the name .* which no event stream can carry"):
        frame({"type": text}, "type", lambda value: json.dumps(value).encode())


async def test_an_injected_id_in_the_middle_ends_the_stream(served: Served) -> None:
    served.handlers.events_with = [{"type": "a"}, ("x\ndata: evil", {"type": "b"}), {"type": "c"}]
    body = await served.ask("GET /events")
    assert b'data: {"type":"a"}' in body
    assert b"evil" not in body and b'"c"' not in body
    assert not body.endswith(b"0\r\n\r\n")  # the client sees that the answer is incomplete


async def test_text_events_of_several_lines_are_one_event(served: Served) -> None:
    from httpx_sse import aconnect_sse

    served.handlers.events_with = ["a\nevent: evil\r\ndata: b\rid: c", "\n\n", "d"]
    async with (
        httpx.AsyncClient(trust_env=False, base_url=f"http://127.0.0.1:{served._port}") as client,
        aconnect_sse(client, "GET", "/texts") as source,
    ):
        events = [(event.event, event.id, event.data) async for event in source.aiter_sse()]
    as_json = [json.dumps(text) for text in served.handlers.events_with]
    plain = [text.replace("\r\n", "\n").replace("\r", "\n") for text in served.handlers.events_with]
    assert [data for _, _, data in events] in (as_json, plain)
    assert {(name, identity) for name, identity, _ in events} == {("message", "")}
