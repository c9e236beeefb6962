"""A handler that breaks the contract is stopped: a 500 in the contract's words, and a line that says where and why."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.runtime.answers import SAMPLE
from codegen.runtime.call import Answer, ApiError, Call
from codegen.runtime.exchange import Observed
from codegen.runtime.model import DateTime
from tests.gates.subjects import Subject, generated
from tests.support.asgi import ask

AT = DateTime.parse("2026-01-01T00:00:00Z")
NOTE = {"id": 1, "text": "a", "createdAt": AT, "tags": [], "colour": None}
JSON = [("Content-Type", "application/json")]


@dataclass(frozen=True, slots=True)
class Case:
    """`result` makes what POST /notes or GET /notes/{noteId} answers, or raises."""

    name: str
    method: str
    result: Callable[[Any], Any]
    where: str  # '…/responses/201'
    why: str


def _note(models: Any, **other: Any) -> Any:
    return models.Note.model_construct(**{**NOTE, **other})


def _created(models: Any, location: str | None = "/notes/1", **more: Any) -> Answer[Any]:
    headers = {} if location is None else {"Location": location}
    return Answer(_note(models), {**headers, **more.pop("headers", {})}, **more)


CASES = [
    Case("no such status", "POST", lambda m: _created(m, status=700), "~1notes/post/responses ", "answer 700"),
    Case("informational status", "POST", lambda m: _created(m, status=102), "~1notes/post/responses ", "answer 102"),
    Case(
        "missing field",
        "GET",
        lambda m: m.Note.model_construct(id=1, text="a"),
        "get/responses/200",
        '"createdAt" is a',
    ),
    Case("wrong type", "GET", lambda m: _note(m, id="one"), "get/responses/200", "at #/id: "),
    Case("wrong value", "GET", lambda m: _note(m, text=""), "get/responses/200", "at #/text: "),
    Case("deep", "GET", lambda m: _note(m, tags=["a", ""]), "get/responses/200", "at #/tags/1: "),
    Case("another class", "GET", lambda m: {"id": 1}, "get/responses/200", "is a required property"),
    Case("nothing", "GET", lambda m: None, "get/responses/200", "at #: null is not"),
    Case("an object of nobody", "GET", lambda m: object(), "get/responses/200", "has another body"),
    Case(
        "missing required header", "POST", lambda m: _created(m, None), "post/responses/201", "required header Location"
    ),
    Case("header against its schema", "POST", lambda m: _created(m, "a b"), "post/responses/201", "header Location: "),
    Case(
        "header that splits", "POST", lambda m: _created(m, "/a\r\nSet-Cookie: x=1"), "post/responses/201", "Location"
    ),
    Case(
        "wrong content type", "POST", lambda m: _created(m, content_type="text/html"), "post/responses/201", "text/html"
    ),
    Case(
        "content type as header",
        "POST",
        lambda m: _created(m, headers={"Content-Type": "text/html"}),
        "post/responses/201",
        "text/html",
    ),
    Case(
        "framing",
        "POST",
        lambda m: _created(m, headers={"Content-Length": "1"}),
        "post/responses/201",
        "content-length",
    ),
]


class Broken:
    def __init__(self, models: Any, result: Callable[[Any], Any]) -> None:
        self._models, self._result = models, result

    async def create_note(self, call: Call, *, body: Any) -> Any:
        return self._result(self._models)

    async def get_note(self, call: Call, *, note_id: int) -> Any:
        return self._result(self._models)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
async def test_it_is_stopped_and_told(
    subjects: Mapping[str, Subject], caplog: pytest.LogCaptureFixture, case: Case
) -> None:
    notes, seen = subjects["notes"], list[Observed]()
    app = notes.app(notes_handlers=Broken(notes.models, case.result), observe=seen.append)
    target, body = ("/notes", b'{"text": "a"}') if case.method == "POST" else ("/notes/1", b"")
    with caplog.at_level(logging.ERROR):
        answer = await ask(app, case.method, target, JSON if body else (), body)
    assert (answer.status, answer.content_type) == (500, "application/problem+json")
    assert answer.json["status"] == 500
    assert "set-cookie" not in answer.headers
    assert case.why not in answer.body.decode()  # what the server is like inside is no client's business
    (line,) = [record.getMessage() for record in caplog.records if record.name == "codegen.runtime"]
    lines = notes.contract.read_text().splitlines()
    found = re.search(r"openapi\.yaml:(\d+) #/paths/(\S+?)/(get|post)/responses", line)
    assert found is not None, line
    assert lines[int(found[1]) - 1].strip() == f"{found[3]}:"  # the line is the operation's own
    assert case.where in line and case.why in line, line
    assert [one.violation in line and one.violation != "" for one in seen] == [True]


async def test_without_headers_that_are_required_of_errors_the_least_is_sent(subjects: Mapping[str, Subject]) -> None:
    auth = subjects["auth"]
    answer = await ask(auth.app(), "GET", "/bearer")
    assert (answer.status, answer.headers["www-authenticate"] != "") == (401, True)


UNDECLARED = """
openapi: 3.1.0
info: { title: Tight, version: "1" }
paths:
  /thing:
    get:
      operationId: getThing
      responses:
        "200": { description: It., content: { application/json: { schema: { type: integer } } } }
        "404": { $ref: "#/components/responses/No" }
        "500": { $ref: "#/components/responses/No" }
components:
  responses:
    "No": { description: No., content: { application/problem+json: { schema: { $ref: "#/components/schemas/P" } } } }
  schemas: { P: { type: object, required: [status], properties: { status: { type: integer } } } }
"""


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (Answer(1, status=418), "answer 418"),
        (Answer(1, status=201), "answer 201"),
        (ApiError(409, "no such thing"), "answer 409 (no such thing)"),
    ],
)
async def test_a_status_that_the_contract_does_not_declare_is_stopped(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, result: Any, told: str
) -> None:
    (tmp_path / "tight.yaml").write_text(UNDECLARED)
    server, _ = generated(tmp_path, tmp_path / "tight.yaml", "tight")

    class Things:
        async def get_thing(self, call: Call) -> Any:
            if isinstance(result, Exception):
                raise result
            return result

    answer = await ask(server.create_app(default_handlers=Things()), "GET", "/thing")
    assert (answer.status, answer.json) == (500, {"status": 500})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "codegen.runtime"]
    assert line.endswith(f"tight.yaml:6 #/paths/~1thing/get/responses getThing has 200, 404, 500, and no {told}")


@pytest.mark.parametrize(("checking", "stopped"), [(True, SAMPLE), ("sampled", 1), (False, 0)])
async def test_bodies_are_checked_always_sometimes_or_never(
    subjects: Mapping[str, Subject], checking: Any, stopped: int
) -> None:
    notes = subjects["notes"]
    app = notes.app(notes_handlers=Broken(notes.models, lambda m: _note(m, text="")), check_responses=checking)
    statuses = [(await ask(app, "GET", "/notes/1")).status for _ in range(SAMPLE)]
    assert sorted(statuses) == [200] * (SAMPLE - stopped) + [500] * stopped


@pytest.mark.parametrize("checking", [True, "sampled", False])
async def test_status_and_media_type_are_checked_always(subjects: Mapping[str, Subject], checking: Any) -> None:
    notes = subjects["notes"]
    for result in (lambda m: _created(m, content_type="text/html"), lambda m: Answer(None, status=700)):
        app = notes.app(notes_handlers=Broken(notes.models, result), check_responses=checking)
        statuses = [(await ask(app, "POST", "/notes", JSON, b'{"text": "a"}')).status for _ in range(SAMPLE)]
        assert set(statuses) == {500}


async def test_a_stream_ends_where_an_event_breaks_the_contract(
    subjects: Mapping[str, Subject], caplog: pytest.LogCaptureFixture
) -> None:
    events, seen = subjects["events"], list[Observed]()

    class Streams:
        async def stream_progress_events(self, call: Call, **given: Any) -> AsyncIterator[Any]:
            for done in (0, 1, -1, 2):
                yield events.models.ProgressEvent(done=done, total=3)

    sent, waiting = list[Any](), asyncio.Event()

    async def receive() -> Any:
        await waiting.wait()  # the client stays

    async def send(message: Any) -> None:
        sent.append(message)

    app = events.app(streams_handlers=Streams(), observe=seen.append)
    with pytest.raises(Exception, match="at #/done"):  # the web server breaks the connection, so that no end is seen
        await app(
            {"type": "http", "method": "GET", "path": "/progress", "raw_path": b"/progress", "query_string": b"",
             "headers": [(b"accept", b"text/event-stream")], "scheme": "http", "root_path": ""},
            receive, send,
        )  # fmt: skip
    text = b"".join(message.get("body", b"") for message in sent)
    assert text.count(b"data:") == 2 and b"-1" not in text
    assert not any(message["type"] == "http.response.body" and not message.get("more_body") for message in sent)
    assert "/responses/200 streamProgress has another body at #/done" in seen[0].violation


def test_every_answer_of_the_contract_says_what_it_is(subjects: Mapping[str, Subject]) -> None:
    """What the tests above rest on: the table has the place of each operation, and the manifest its line."""
    for found in subjects.values():
        document = yaml.safe_load(found.contract.read_text())
        for spec in found.server.plan().operations:
            assert re.fullmatch(r"openapi\.yaml:\d+ #/paths/\S+", spec["position"]), spec["position"]
            assert spec["path"] in document["paths"]
