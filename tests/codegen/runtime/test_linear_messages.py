"""Recursive unions in frames, in events and in answers: the work is bounded by the size, whatever the verdict."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from codegen.runtime.validation import Definitions, Schema
from tests.gates.subjects import generated
from tests.support.serving import serving
from tests.support.steps import growth

RUNTIME = "codegen/runtime"  # of the server, its web server and the client, the steps of the first are counted
CONTRACTS = Path(__file__).parents[2] / "fixtures" / "contracts"
LEVELS = 15  # and 30, and 60
LEAF = {"op": "leaf", "value": 1}
Wrap = Callable[[Any], Any]
VALID: dict[str, tuple[str, Wrap, Any]] = {
    "one of": ("one", lambda v: {"n": v, "b": ""}, 1),
    "any of, the last case": ("any", lambda v: {"n": v, "t": "d"}, 1),
    "any of, both cases": ("any", lambda v: {"n": v}, 1),
    "tagged": ("tagged", lambda v: {"op": "not", "of": v}, LEAF),
    "tagged, lists": ("tagged", lambda v: {"op": "or", "of": [v]}, LEAF),
}
INVALID: dict[str, tuple[str, Wrap, Any]] = {
    "one of, no case": ("one", lambda v: {"n": v}, 1),
    "one of, both cases": ("one", lambda v: {"n": v, "a": "", "b": ""}, 1),
    "one of, the leaf": ("one", lambda v: {"n": v, "b": ""}, "x"),
    "any of, no case": ("any", lambda v: {"n": v, "t": "e"}, 1),
    "any of, the leaf": ("any", lambda v: {"n": v}, "x"),
    "tagged, the leaf": ("tagged", lambda v: {"op": "not", "of": v}, {"op": "leaf", "value": "x"}),
    "tagged, no leaf": ("tagged", lambda v: {"op": "or", "of": [v]}, {}),
}


def nested(case: tuple[str, Wrap, Any], levels: int) -> Any:
    _, wrap, value = case
    for _ in range(levels):
        value = wrap(value)
    return value


class Handlers:
    """Sends messages back, and answers what the test puts into `answer`."""

    answer: Any = None

    @contextlib.asynccontextmanager
    async def __call__(self, connection: Any) -> AsyncIterator[Any]:
        yield self

    async def receive(self, message: Any) -> Any:
        return message

    async def events_events(self, call: Any) -> AsyncIterator[Any]:
        yield self.answer

    def __getattr__(self, name: str) -> Any:
        if name.endswith("_events"):
            raise AttributeError(name)

        async def handler(call: Any, **values: Any) -> Any:
            return self.answer

        return handler


class Server:
    """A generated server under uvicorn; its loop runs while a test waits for an answer."""

    def __init__(self, runner: asyncio.Runner, app: Any, handlers: Handlers, models: Any, definitions: Any) -> None:
        self.run, self.handlers = runner.run, handlers
        self._models, self._definitions = models, Definitions(definitions)
        self._serving = serving(app)
        self.address = self.run(self._serving.__aenter__())

    def close(self) -> None:
        self.run(self._serving.__aexit__(None, None, None))

    def frame(self, text: str) -> tuple[str, int | None]:
        """The frame that came back, and the close code if the server ended the connection."""

        async def exchange() -> tuple[str, int | None]:
            async with connect(f"ws://{self.address}/echo", proxy=None) as socket:
                await socket.send(text)
                try:
                    return str(await socket.recv()), None
                except ConnectionClosed:
                    return "", socket.close_code

        return self.run(exchange())

    def request(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        async def exchange() -> tuple[int, str]:
            async with httpx.AsyncClient(base_url=f"http://{self.address}", trust_env=False) as client:
                content = None if body is None else json.dumps(body)
                headers = {"content-type": "application/json"} if body is not None else {}
                try:
                    answer = await client.request(method, path, content=content, headers=headers)
                except httpx.RemoteProtocolError:  # a stream that ended before its last chunk
                    return 0, ""
                return answer.status_code, answer.text

        return self.run(exchange())

    def typed(self, name: str, value: Any) -> Any:
        """The value as a handler has it."""
        schema = Schema({"$ref": f"#/$defs/{name.title()}"}, self._definitions)
        models = self._models
        adapter: TypeAdapter[Any] = TypeAdapter(
            getattr(models, f"{name.title()}_", None) or getattr(models, name.title())
        )
        return schema.decode(adapter, value)


def _server(folder: Path, name: str, **handlers: Any) -> Iterator[Server]:
    server, models = generated(folder, CONTRACTS / f"hostile-{name}.yaml", f"hostile_{name}")
    with asyncio.Runner() as runner:
        app = server.create_app(**handlers)
        served = Server(runner, app, next(iter(handlers.values())), models, server.plan().definitions)
        yield served
        served.close()


@pytest.fixture(scope="module")
def channel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _server(tmp_path_factory.mktemp("channel"), "channel", echo_channel=Handlers())


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _server(tmp_path_factory.mktemp("http"), "requests", t_handlers=Handlers())


def text(case: tuple[str, Wrap, Any], levels: int) -> str:
    return json.dumps({"type": case[0], "value": nested(case, levels)})


@pytest.mark.parametrize("name", [*VALID, *INVALID])
def test_a_frame_is_decided_in_linear_steps(channel: Server, name: str) -> None:
    case = VALID.get(name) or INVALID[name]
    for levels in (14, LEVELS * 4):
        frame, code = channel.frame(text(case, levels))
        if name in VALID:
            assert (json.loads(frame), code) == (json.loads(text(case, levels)), None)
        else:
            assert (frame, code) == ("", 1007)
    assert growth(lambda n: lambda: channel.frame(text(case, n)), LEVELS, RUNTIME) < 2.5


# How a value is spoiled, and how its steps may grow. Pydantic serialises the parts of a value with a wrong type once
# more at each level, and no more than 84 levels; what only a schema finds wrong is linear.
SPOILED: dict[str, tuple[str, str, float]] = {
    "a wrong type": ("n", "x", 4.5),
    "a wrong pattern": ("t", "e", 2.5),
    "a wrong type, tagged": ("value", "x", 2.5),
}
ANSWERS: dict[str, tuple[str, str]] = {
    **{name: (name, "") for name in VALID},
    "one of, wrong type": ("one of", "a wrong type"),
    "any of, wrong type": ("any of, both cases", "a wrong type"),
    "any of, wrong pattern": ("any of, the last case", "a wrong pattern"),
    "tagged, wrong type": ("tagged", "a wrong type, tagged"),
    "tagged, lists, wrong type": ("tagged, lists", "a wrong type, tagged"),
}


def spoil(value: Any, member: str, wrong: str) -> Any:
    """The value with a wrong member innermost, as a handler with a bug could return it."""
    inner = value
    while not isinstance(below := getattr(inner, "n", getattr(inner, "of", None)), int | None):
        inner = below[0] if isinstance(below, list) else below
    setattr(inner, member, wrong)
    return value


def answering(http: Server, name: str, method: str, path: str) -> Callable[[int], Callable[[], tuple[int, str]]]:
    """For a number of levels, a request that is answered with so many."""
    case, spoiled = ANSWERS[name]

    def of(levels: int) -> Callable[[], tuple[int, str]]:
        value = http.typed(VALID[case][0], nested(VALID[case], levels))
        answer = spoil(value, *SPOILED[spoiled][:2]) if spoiled else value
        body = nested(VALID[case], 1) if method == "POST" else None

        def ask() -> tuple[int, str]:
            http.handlers.answer = answer
            return http.request(method, path, body)

        return ask

    return of


def allowed(name: str) -> float:
    _, spoiled = ANSWERS[name]
    return SPOILED[spoiled][2] if spoiled else 2.5


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_checked_in_linear_steps(http: Server, name: str) -> None:
    case, spoiled = ANSWERS[name]
    asking = answering(http, name, "POST", f"/{VALID[case][0]}")
    for levels in (14, LEVELS * 4):
        status, received = asking(levels)()
        assert status == (500 if spoiled else 200)
        assert spoiled or json.loads(received) == nested(VALID[case], levels)
    assert growth(asking, LEVELS, RUNTIME) < allowed(name)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name.startswith("any of")])
def test_an_event_is_checked_in_linear_steps(http: Server, name: str) -> None:
    case, spoiled = ANSWERS[name]
    asking = answering(http, name, "GET", "/events")
    for levels in (14, LEVELS * 4):
        _, received = asking(levels)()
        if spoiled:
            assert "data:" not in received
        else:
            assert json.loads(received.removeprefix("data: ")) == nested(VALID[case], levels)
    assert growth(asking, LEVELS, RUNTIME) < allowed(name)
