"""T12: whatever a server sends, the terminal gets printable text, and a program gets the same JSON value."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clients.cli.main import main
from tests.support.answers import ID, definitions, filled

HOSTILE = st.text(
    st.sampled_from("a/.\n\t\r\x1b\x07\x7f\x9b\x85\u202e\u2066\u200b\u2028\ud800[]0;m\\{}'\"") | st.characters()
)
COMMANDS = {
    "ask": ["ask", "What?"],
    "ask as JSON": ["ask", "What?", "--json"],
    "search": ["search", "x"],
    "search as JSON": ["search", "x", "--json"],
    "status": ["status"],
    "status as JSON": ["status", "--json"],
    "list of keys": ["keys", "list"],
    "list of keys as JSON": ["keys", "list", "--json"],
    "a new key": ["keys", "create", "--class", "web"],
    "an unknown project": ["search", "x", "--project", "no such project\x1b\u202e"],
}
Answer = tuple[int, str, bytes]
NOT_FOUND: Answer = (404, "text/plain", b"a path of which this test does not know")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Server(ThreadingHTTPServer):
    """Answers by the path that a request asks for; '' is every other path."""

    answers: Mapping[str, Answer]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        assert isinstance(self.server, Server)
        path = self.path.partition("?")[0]
        status, media_type, body = self.server.answers.get(path) or self.server.answers.get("", NOT_FOUND)
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def run(server: Server, words: list[str], answers: Mapping[str, Answer]) -> tuple[int, str, str]:
    """Exit status, standard output and standard error, of which each is a terminal."""
    server.answers = answers
    out, err = Terminal(), Terminal()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LEANVIBE_URL", f"http://127.0.0.1:{server.server_port}")
        patch.setenv("LEANVIBE_KEY", "lv_test")
        patch.setenv("TERM", "xterm")
        patch.setenv("NO_COLOR", "")
        status = main(words)
    return status, out.getvalue(), err.getvalue()


OWN = re.compile(r"\x1b\[(\d+(;\d+)*m|\?25[lh]|1A|2K)|\r")
"""Sequences of our own: colours, and what a spinner needs to redraw its line."""
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def assert_harmless(out: str, err: str) -> None:
    assert not FORBIDDEN.search(OWN.sub("", out)), ascii(out)
    assert not FORBIDDEN.search(OWN.sub("", err)), ascii(err)
    assert "Traceback" not in err


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def answers_of(text: str) -> dict[str, Answer]:
    """Answers as the contract declares them, with `text` in every place where it allows any text."""

    def answer(name: str) -> Answer:
        return 200, "application/json", as_json(filled(definitions()[name], text))

    events = [filled(definitions()[f"Chat{name}"], text) for name in ("Started", "Citations", "Delta", "Completed")]
    keys = {**filled(definitions()["KeyPage"], text), **filled(definitions()["IssuedKey"], text)}
    return {
        "/api/v1/keys": (200, "application/json", as_json(keys)),
        "/api/v1/projects": answer("ProjectPage"),
        f"/api/v1/projects/{ID}/search": answer("SearchResults"),
        f"/api/v1/projects/{ID}/index/files": answer("IndexFilePage"),
        "/api/v1/monitoring/health/complete": answer("CompleteHealth"),
        "/api/v1/ai/chat": (200, "text/event-stream", "".join(f"data: {json.dumps(e)}\n\n" for e in events).encode()),
    }


quick = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@quick
@given(text=HOSTILE)
def test_answers(server: Server, words: list[str], text: str) -> None:
    status, out, err = run(server, words, answers_of(text))
    assert_harmless(out, err)
    assert (status, "error" in err) == ((2, True) if "--project" in words else (0, False)), err
    if "--json" in words:
        assert out.isascii()
        value = json.loads(out)
        if words[0] == "ask":
            assert value["text"] == text
        if words[0] == "search":
            assert value["items"][0]["path"] == text
        if words[0] == "status":
            assert value["projects"][0]["name"] == text


@pytest.mark.parametrize("option", [[], ["--json"]], ids=["text", "JSON"])
@pytest.mark.parametrize("events", range(4))
def test_an_answer_that_the_server_does_not_complete(server: Server, events: int, option: list[str]) -> None:
    answers = answers_of("the beginning")
    status, media_type, body = answers["/api/v1/ai/chat"]
    first = b"".join(event + b"\n\n" for event in body.split(b"\n\n")[:events])
    code, out, err = run(server, ["ask", "What?", *option], answers | {"/api/v1/ai/chat": (status, media_type, first)})
    assert (code, "the answer is incomplete" in err) == (1, True)
    assert out == ("the beginning\n" if events == 3 and not option else "")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@quick
@given(status=st.sampled_from([400, 401, 404, 429, 500]), text=HOSTILE, errors=st.integers(0, 12))
def test_problems(server: Server, words: list[str], status: int, text: str, errors: int) -> None:
    problem = {
        "type": text, "title": text, "status": status, "code": text, "requestId": text, "detail": f"no: {text}",
        "errors": [{"pointer": f"/body/{text}", "detail": text}] * errors,
    }  # fmt: skip
    code, out, err = run(server, words, {"": (status, "application/problem+json", as_json(problem))})
    assert_harmless(out, err)
    assert (code, out, "no: " in err) == (1, "", True)
    assert err.count("\n") == 1 + min(errors, 10) + (errors > 10)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HOSTILE | st.sampled_from(["items", "detail"]), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@quick
@given(
    status=st.sampled_from([200, 400, 500]),
    media_type=st.sampled_from(["application/json", "text/event-stream", "text/html"]),
    body=JSON.map(as_json) | st.binary() | HOSTILE.map(lambda text: f"data: {text}\n\n".encode("utf-8", "replace")),
)
def test_anything_else(server: Server, words: list[str], status: int, media_type: str, body: bytes) -> None:
    """Another program listens there: an error in words, whatever it sends, now or after the projects."""
    answer = (status, media_type, body)
    for answers in ({"": answer}, {"": answer, "/api/v1/projects": answers_of("shop")["/api/v1/projects"]}):
        code, out, err = run(server, words, answers)
        assert_harmless(out, err)
        assert code in (0, 1, 2)
        assert "bug" not in err


def test_names_stay_on_their_line(server: Server) -> None:
    """A file name with a newline does not look like two hits, nor like an error of the command."""
    _, out, _ = run(server, ["search", "x"], answers_of("a.py\nleanvibe: error: forged"))
    assert out.splitlines()[0].count("a.py\\nleanvibe") == 2  # path and symbol
    assert len(out.splitlines()) == 3  # the hit, and two lines of its code
    _, harmless, _ = run(server, ["status"], answers_of("shop"))
    _, out, _ = run(server, ["status"], answers_of("shop\nforged"))
    assert len(out.splitlines()) == len(harmless.splitlines())


def test_a_streamed_line_separator_is_no_end_of_a_line(server: Server) -> None:
    """httpx's own lines end at U+2028 and U+0085, server-sent events do not."""
    events = answers_of("one\u2028two\u0085three")
    stream = events["/api/v1/ai/chat"][2].decode("unicode_escape").replace("\\", "").encode()
    _, out, err = run(server, ["ask", "What?"], {**events, "/api/v1/ai/chat": (200, "text/event-stream", stream)})
    assert out.startswith(r"one\u2028two\x85three"), err


def test_the_lines_of_a_hit(server: Server) -> None:
    answers = answers_of("x")
    hit = {
        "path": "a.py", "startLine": 1, "endLine": 9, "score": 0.5, "kind": "function",
        "snippet": f"\n\n    def a():\r\n\t    return {'1 + ' * 100}1\n    # end\n",
    }  # fmt: skip
    answers[f"/api/v1/projects/{ID}/search"] = (200, "application/json", as_json({"items": [hit], "model": "m"}))
    _, out, _ = run(server, ["search", "x"], answers)
    head, first, second = OWN.sub("", out).splitlines()
    assert head.rstrip() == "a.py:1-9    0.50"
    assert first == "    def a():"
    assert second.startswith("        return 1 + 1") and second.endswith("...") and len(second) == 4 + 160


def test_the_field_and_its_bound_are_named(server: Server) -> None:
    problem = {
        "type": "about:blank", "title": "Bad request", "status": 400, "code": "invalid_request", "requestId": "r",
        "detail": "The request is not valid.", "errors": [{"pointer": "/body/limit", "detail": "0 is less than 1"}],
    }  # fmt: skip
    code, _, err = run(server, ["search", "x"], {"": (400, "application/problem+json", as_json(problem))})
    lines = OWN.sub("", err).splitlines()
    assert (code, lines) == (
        1,
        ["leanvibe: error: The request is not valid. (invalid_request)", "  /body/limit: 0 is less than 1"],
    )
