"""What generated Swift clients put on the wire, and what they make of every kind of answer."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.swift_package import Program
from tests.swift.local_server import Answer, Request, answer_json, serving

NOTE = {"id": 2**53 + 1, "text": "Buy milk", "createdAt": "2026-01-02T03:04:05.125Z", "tags": [], "colour": "later"}
PROBLEM = {"title": "No", "status": 404, "trace": {"id": 7}}
UPLOAD = {"id": "7d444840-9dc0-11d1-b245-5ffdce74fad2", "size": 2**53 + 1, "later": None}


def outcomes(lines: list[Any]) -> dict[str, list[Any]]:
    """What a program shows, by name; a name may come several times."""
    found: dict[str, list[Any]] = {}
    for line in lines:
        found.setdefault(line["name"], []).append(line["value"])
    return found


class TestNotes:
    """Statuses, failures, retries, middleware."""

    @pytest.fixture(scope="class")
    def made(self, programs: Mapping[str, Program]) -> Iterator[tuple[dict[str, list[Any]], list[Request]]]:
        stopped, unavailable = threading.Event(), iter([True, True, False, True])

        def answer(request: Request) -> Answer:
            path = urlsplit(request.target).path
            if path == "/notes":
                return answer_json({"items": [NOTE]}) if request.method == "GET" else answer_json(NOTE, 201)
            match int(path.rpartition("/")[2]):
                case 200:
                    return answer_json(NOTE)
                case 999:
                    stopped.wait(30)
                    return Answer(204)
                case 503:
                    return answer_json(PROBLEM, 503) if next(unavailable) else answer_json(NOTE)
                case 204:
                    return Answer(204)
                case 1:
                    return Answer(200, b'{"id": "no number"}')
                case status:
                    return answer_json(PROBLEM, status)

        with serving(answer) as server:
            try:
                yield outcomes(programs["NotesAPIProgram"].lines(server.url)), server.requests
            finally:
                stopped.set()

    def test_values_come_back_typed(self, made: tuple[dict[str, list[Any]], list[Request]]) -> None:
        found, requests = made
        assert (found["create"], found["list"]) == ([NOTE], [{"items": [NOTE]}])
        assert json.loads(requests[0].body) == {
            "text": "Buy milk",
            "tags": ["shop"],
            "colour": "green",
            "remindAt": None,
        }
        assert requests[0].headers["Content-Type"] == "application/json"
        assert (requests[1].target, requests[1].headers["Accept"]) == (
            "/notes?limit=2&tags=a,b",
            "application/json, application/problem+json",
        )

    @pytest.mark.parametrize(
        ("name", "want"),
        [
            ("status 200", {"note": NOTE}),
            ("status 404", {"notFound": PROBLEM}),
            ("status 418", {"default": 418, "problem": PROBLEM}),
            ("status 204", {"unexpected": 204, "body": ""}),
            ("status 1", {"unexpected": 200, "body": '{"id": "no number"}'}),
            ("timed out", "timed out"),
            ("cancelled", "cancelled"),
            ("cancelled before", "cancelled"),
            ("cancelled at any moment", ["cancelled"]),
            ("line break", {"invalid": "header X-Note cannot hold a line break"}),
            ("no server", "transport"),
            ("retried", {"note": NOTE}),
            ("not retried", {"default": 503, "problem": PROBLEM}),
            ("middleware", {"unexpected": 418, "body": json.dumps(NOTE)}),
        ],
    )
    def test_what_is_thrown_says_what_happened(
        self, made: tuple[dict[str, list[Any]], list[Request]], name: str, want: Any
    ) -> None:
        assert made[0][name] == [want]

    def test_middleware_sees_the_operation(self, made: tuple[dict[str, list[Any]], list[Request]]) -> None:
        assert made[1][-1].headers["X-Operation"] == "getNote"


def test_every_style_of_parameter(programs: Mapping[str, Program]) -> None:
    with serving(lambda _: answer_json({"any": [1, None]})) as server:
        assert programs["TortureAPIProgram"].lines("parameters", server.url) == [{"any": [1, None]}]
        (request,) = server.requests
    path, _, query = request.target.partition("?")
    assert path == "/parameters/9007199254740993/a,b/.lab/;matrix=1;matrix=2/a%2Fb"
    assert query.split("&") == [
        "form=1",
        "form=2",
        "formJoined=a,b%20c",
        "spaces=a%20b",
        "pipes=a%7Cb",
        "deep%5Bfrom%5D=1",
        "deep%5Bto%5D=2",
        "asJson=%7B%22x%22%3A1.5%2C%22y%22%3A2%7D",
        "filter%5Bname%5D=%C3%A9%26%3D%2F%3F",
        "from=2026-01-02T03%3A04%3A05.5%2B02%3A00",
        "nothing=false",
        "ratio=0.25",
        "order=later",
    ]
    headers = {name: request.headers[name] for name in ("X-Trace", "X-List", "Cookie")}
    assert headers == {"X-Trace": "abc", "X-List": "1,2", "Cookie": "tracking=t1"}


class TestBodies:
    @pytest.fixture(scope="class")
    def made(self, programs: Mapping[str, Program]) -> Iterator[tuple[dict[str, list[Any]], list[Request], bool]]:
        with serving(bodies()) as server:
            found = outcomes(programs["BodiesAPIProgram"].lines(server.url))
            yield found, server.requests, server.left.wait(10)

    def test_multipart(self, made: tuple[dict[str, list[Any]], list[Request], bool]) -> None:
        found, requests, _ = made
        metadata = {"author": "Zoë", "takenAt": "2026-01-02T03:04:05Z"}
        assert found["multipart"] == [UPLOAD]
        parts = requests[0].parts()
        assert json.loads(parts.pop(1)[3]) == metadata
        assert parts == [
            ("file", "a %22b%22.png", "image/png", b"\x00\xff\r\n"),
            ("count", None, "text/plain", b"3"),
            ("labels", None, "text/plain", b"sea"),
            ("labels", None, "text/plain", b"sun"),
            ("thumbnails", "thumbnails", "application/octet-stream", b"one"),
            ("thumbnails", "thumbnails", "application/octet-stream", b"two"),
            ("title", None, "text/plain", b"Holiday"),
        ]

    def test_forms(self, made: tuple[dict[str, list[Any]], list[Request], bool]) -> None:
        found, requests, _ = made
        form, whole, lines = [request for request in requests if request.target == "/search"]
        assert form.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert parse_qs(form.body.decode()) == {
            "text": ["a&b=ü"],
            "labels": ["x,y"],
            "exact": ["true"],
            "filter": ['{"minimumSize":9007199254740993}'],
        }
        assert json.loads(whole.body)["filter"] == {"minimumSize": 2**53 + 1}
        assert (found["csv"], found["found"]) == (["id,size\n"], [[UPLOAD]])
        assert lines.headers["Accept"] == "application/x-ndjson, application/problem+json"
        assert found["lines"] == [[UPLOAD, UPLOAD]]

    def test_bytes_and_text(self, made: tuple[dict[str, list[Any]], list[Request], bool]) -> None:
        found, requests, _ = made
        assert (found["image"], found["part"]) == ([[0, 255, 10]], [[0, 255]])
        sent = [(r.headers["Content-Type"], r.body) for r in requests if r.method == "PUT"]
        assert sent == [("application/octet-stream", b"\x00\xff"), ("text/plain", "täxt".encode())]

    def test_one_operation_whole_and_as_a_stream(self, made: tuple[dict[str, list[Any]], list[Request], bool]) -> None:
        found, requests, _ = made
        accepted = [r.headers["Accept"].split(",")[0] for r in requests if r.target == "/answer"]
        assert accepted == ["application/json", "text/event-stream"]
        assert found["whole"] == [{"text": "42"}]
        assert found["events"] == [
            [
                {"delta": "4"},
                {"delta": "2\n"},
                {"unknown": "thought", "json": {"type": "thought", "x": 1}},
                {"done": "42"},
            ]
        ]

    def test_a_broken_stream_goes_on_after_its_last_event(
        self, made: tuple[dict[str, list[Any]], list[Request], bool]
    ) -> None:
        found, requests, _ = made
        told = [["7", "message", {"done": 1, "total": 3}], ["8", "tick", {"done": 2, "total": 3}]]
        assert found["resumed"] == [{"events": [*told, ["9", "message", {"done": 3, "total": 3}]], "end": "end"}]
        assert found["broken"] == [{"events": told, "end": "broken"}]
        asked = [r.headers["Last-Event-ID"] for r in requests if r.target == "/progress?count=1"]
        assert asked == [None, "8", None]

    def test_what_a_stream_cannot_be(self, made: tuple[dict[str, list[Any]], list[Request], bool]) -> None:
        found, _, _ = made
        assert found["malformed"] == [{"events": [], "unexpected": '{"done": "all"}'}]
        assert found["refused"] == [[409, PROBLEM]]

    def test_leaving_a_stream_ends_it_on_the_server(
        self, made: tuple[dict[str, list[Any]], list[Request], bool]
    ) -> None:
        found, _, left = made
        assert found["cancelled"] == ["cancelled"]
        assert left


def bodies() -> Callable[[Request], Answer]:
    """Answers of the contract `events`."""
    two_events = (
        b'retry: 10\nid: 7\ndata: {"done": 1,\ndata: "total": 3}\n\n'
        b'id: 8\r\nevent: tick\r\ndata: {"done":2,"total":3}\r\n\r\n'
    )
    ticks: dict[str | None, bytes] = {None: two_events + b'id: 99\ndata: {"half"'}
    ticks["8"] = b': welcome back\n\nid: 9\ndata: {"done": 3, "total": 3}\n\ndata: {"never": "ended"}'

    def progress(request: Request) -> Answer:
        stream = "text/event-stream; charset=utf-8"
        match request.target.rpartition("=")[2]:
            case "1":
                resumed = request.headers["Last-Event-ID"]
                return Answer(200, ticks[resumed], stream, breaks=resumed is None)
            case "2":
                return Answer(200, b'data: {"done": "all"}\n\n', stream)
            case "3":
                return answer_json(PROBLEM, 409)
            case _:
                event = b'data: {"done": 3, "total": 3}\n\n'
                return Answer(200, event, stream, stays=True)

    def answer(request: Request) -> Answer:
        line = json.dumps(UPLOAD).encode()
        match request.method, urlsplit(request.target).path.split("/")[1:]:
            case "POST", ["uploads"]:
                return answer_json(UPLOAD, 201)
            case "POST", ["search"]:
                if request.headers["Accept"].startswith("application/x-ndjson"):
                    return Answer(200, line + b"\n\n" + line, "application/x-ndjson")
                if request.headers["Content-Type"] == "application/json":
                    return answer_json([UPLOAD])
                return Answer(200, b"id,size\n", "text/csv; charset=utf-8")
            case "GET", ["uploads", _, "content"]:
                if request.headers["Range"]:
                    return Answer(206, b"\x00\xff", "application/octet-stream")
                return Answer(200, b"\x00\xff\n", "image/png")
            case "PUT", _:
                return Answer(204)
            case "POST", ["answer"]:
                if request.headers["Accept"].startswith("application/json"):
                    return answer_json({"text": "42"})
                events: list[Any] = [{"type": "delta", "text": "4"}, {"type": "delta", "text": "2\n"}]
                events += [{"type": "thought", "x": 1}, {"type": "done", "answer": {"text": "42"}}]
                told = "".join(f"data: {json.dumps(event)}\n\n" for event in events)
                return Answer(200, told.encode(), "text/event-stream")
            case _:
                return progress(request)

    return answer


def test_each_operation_shows_the_credentials_that_it_asks_for(programs: Mapping[str, Program]) -> None:
    with serving(lambda _: answer_json({"scheme": "none"})) as server:
        assert programs["VaultAPIProgram"].lines(server.url) == []
        asked = [
            (r.target, r.headers["Authorization"], r.headers["X-Api-Key"], r.headers["Cookie"]) for r in server.requests
        ]
    basic = "Basic " + base64.b64encode("name:pässword".encode()).decode()
    assert asked == [
        ("/public", None, None, None),
        ("/bearer", "Bearer b", None, None),
        ("/header", None, "h", None),
        ("/query?api_key=q%26%3D", None, None, None),
        ("/cookie", None, None, "session=c"),
        ("/basic", basic, None, None),
        ("/oauth", "Bearer o", None, None),
        ("/both", basic, "h", None),
        ("/either", "Bearer b", None, None),
        ("/optional", "Bearer b", None, None),
        ("/either", None, None, "session=c"),
        ("/optional", None, None, None),
        ("/bearer", None, None, None),
    ]
