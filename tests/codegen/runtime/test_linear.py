"""The work that a request causes is bounded by its size: hostile requests of n, 2n and 4n take linear steps."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.gates.subjects import generated
from tests.support.asgi import Answer, ask
from tests.support.steps import growth

CONTRACT = Path(__file__).parents[2] / "fixtures" / "contracts" / "hostile-requests.yaml"


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Anything:
    """Handlers that take whatever arrives."""

    def __getattr__(self, name: str) -> Any:
        if name.endswith("_events"):
            raise AttributeError(name)

        async def handler(call: Any, **values: Any) -> Any:
            return values["body"] if name in ("one", "any", "tagged") else {}

        return handler


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("linear")
    server, _ = generated(folder, CONTRACT, "linear")
    return server.create_app(t_handlers=Anything())


def get(target: str, **headers: str) -> Request:
    return Request("GET", target, tuple((name.replace("_", "-"), value) for name, value in headers.items()))


def post(target: str, content_type: str, body: str) -> Request:
    return Request("POST", target, (("content-type", content_type),), body.encode())


def form(body: str) -> Request:
    return post("/form", "application/x-www-form-urlencoded", body)


def parts(*names: str) -> Request:
    written = [f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nx\r\n' for name in names]
    return post("/form", "multipart/form-data; boundary=b", "".join([*written, "--b--\r\n"]))


def json_body(value: Any, target: str = "/json") -> Request:
    return post(target, "application/json", json.dumps(value))


def nested(depth: int, wrap: Callable[[Any], Any], leaf: Any = 1) -> Any:
    for _ in range(depth):
        leaf = wrap(leaf)
    return leaf


LEAF = {"op": "leaf", "value": 1}

# What grows by n, and the n at which its steps are counted: beyond n * 4 a limit may cut it off.
GROWING: dict[str, tuple[int, Callable[[int], Request]]] = {
    "form, one unknown name": (100, lambda n: form("a=1&" + "x&" * n)),
    "form, many names": (100, lambda n: form("&".join(f"x{i}=1" for i in range(n)))),
    "form, a list": (100, lambda n: form("tags=1&" * n)),
    "form, escapes": (100, lambda n: form("tags=%C3%A4&" * n)),
    "form, one long escape": (100, lambda n: form("tags=" + "%C3%A4" * n)),
    "parts, many names": (50, lambda n: parts(*(f"x{i}" for i in range(n)))),
    "parts, one name": (50, lambda n: parts(*["tags"] * n)),
    "query, a list": (100, lambda n: get("/query?" + "list=1&" * n)),
    "query, one name": (100, lambda n: get("/query?" + "plain=1&" * n)),
    "query, unknown names": (100, lambda n: get("/query?" + "&".join(f"x{i}=1" for i in range(n)))),
    "query, deep object": (100, lambda n: get("/query?" + "&".join(f"deep[x{i}]=1" for i in range(n)))),
    "query, brackets": (100, lambda n: get("/query?deep" + "[x]" * n + "=1&deep" + "[" * n)),
    "header, a list": (100, lambda n: get("/query", x_list="1," * n + "1")),
    "headers": (100, lambda n: get("/query", **{f"x_{i}": "1" for i in range(n)})),
    "cookies": (100, lambda n: get("/query", cookie="; ".join(f"c{i}=1" for i in range(n)))),
    "accept": (100, lambda n: get("/query", accept=",".join(f"x/{i};q=0.5" for i in range(n)))),
    "path, dashes": (100, lambda n: get("/file/" + "-" * n)),
    "path, dashes that fit": (100, lambda n: get("/file/" + "-" * n + ".json")),
    "path, escapes": (100, lambda n: get("/file/" + "%2d" * n)),
    "path, segments": (100, lambda n: get("/file" * n)),
    "json, wrong rows": (100, lambda n: json_body({"rows": [{"id": "x"} for _ in range(n)]})),
    "json, a wrong row at the end": (300, lambda n: json_body({"rows": [{"id": 1}] * n + [{}]})),
    "json, names": (100, lambda n: json_body({"closed": {f"long name {i}": "x" for i in range(n)}})),
    "jsonl, wrong lines": (100, lambda n: post("/json", "application/jsonl", "1\n" * n)),
    "union, invalid, no case": (10, lambda n: json_body(nested(n, lambda v: {"n": v}), "/one")),
    "union, invalid, two cases": (10, lambda n: json_body(nested(n, lambda v: {"n": v, "a": "", "b": ""}), "/one")),
    "union, invalid leaf": (10, lambda n: json_body(nested(n, lambda v: {"n": v, "a": ""}, "x"), "/one")),
    "union, valid": (10, lambda n: json_body(nested(n, lambda v: {"n": v, "b": ""}), "/one")),
    "any of, invalid leaf": (10, lambda n: json_body(nested(n, lambda v: {"n": v}, "x"), "/any")),
    "any of, invalid": (10, lambda n: json_body(nested(n, lambda v: {"n": v, "t": "e"}), "/any")),
    "any of, valid": (10, lambda n: json_body(nested(n, lambda v: {"n": v, "t": "d"}), "/any")),
    "any of, valid in both cases": (10, lambda n: json_body(nested(n, lambda v: {"n": v}), "/any")),
    "tagged, valid": (10, lambda n: json_body(nested(n, lambda v: {"op": "not", "of": v}, LEAF), "/tagged")),
    "tagged, invalid": (10, lambda n: json_body(nested(n, lambda v: {"op": "not", "of": v}), "/tagged")),
    "tagged, lists": (10, lambda n: json_body(nested(n, lambda v: {"op": "or", "of": [v]}, LEAF), "/tagged")),
    "content type": (100, lambda n: post("/text", "text/plain" + ";a=b" * n, "x")),
}


# As large as they arrive, and what they are answered.
LARGE: dict[str, tuple[Request, int]] = {
    "form, one unknown name": (form("a=1&" + "x&" * 150_000), 413),
    "form, as many fields as are read": (form("a=1&" + "x&" * 9_998), 200),
    "query, as many fields as are read": (get("/query?" + "list=1&" * 9_999), 200),
    "query, too many fields": (get("/query?" + "list=1&" * 10_001), 414),
    "too many parts": (parts(*["tags"] * 10_000), 413),
    "path, dashes": (get("/file/" + "-" * 60_000), 404),
    "wide invalid JSON": (json_body({"rows": [{"id": "x"}] * 80_000}), 400),
    "wide JSON, invalid at its end": (json_body({"rows": [{"id": 1}] * 80_000 + [{}]}), 400),
    "many wrong names": (json_body({"closed": {f"long name {i}": "x" for i in range(40_000)}}), 400),
    "many wrong lines": (post("/json", "application/jsonl", "1\n" * 300_000), 400),
    "large integers, all unique": (json_body({"unique": [10**30 + i for i in range(30_000)]}), 200),
    "large numbers of cents": (json_body({"prices": [1e300] * 40_000}), 200),
    "a pattern that backtracks": (json_body({"codes": ["a" * 40 + "b"] * 100}), 400),
    "union, 14 levels": (json_body(nested(14, lambda v: {"n": v}), "/one"), 400),
    "union, 90 levels": (json_body(nested(90, lambda v: {"n": v}), "/one"), 400),
    "any of, 90 levels": (json_body(nested(90, lambda v: {"n": v, "t": "e"}), "/any"), 400),
    "accept": (get("/query", accept=",".join(f"x/{i}" for i in range(9_000))), 406),
    "punycode": (post("/text", "text/plain; charset=punycode", "a" * 900_000), 415),
    "idna": (post("/text", "text/plain; charset=idna", "a" * 900_000), 415),
}
GOAL = 0.2  # seconds of processor time


def _asking(app: Any, request: Request) -> Callable[[], Answer]:
    return lambda: asyncio.run(ask(app, request.method, request.target, request.headers, request.body))


@pytest.mark.parametrize("name", GROWING)
def test_the_steps_of_a_request_grow_with_its_size(app: Any, name: str) -> None:
    start, make = GROWING[name]
    _asking(app, make(start))()  # compiles and caches what every request needs
    assert growth(lambda n: _asking(app, make(n)), start) < 2.5


@pytest.mark.parametrize("name", LARGE)
def test_a_large_request_takes_less_than_ten_times_the_goal(app: Any, name: str) -> None:
    """What extensions do is no step; work that grows with the square of such a request takes far longer than this."""
    request, status = LARGE[name]
    begun = time.process_time()
    answer = _asking(app, request)()
    assert (answer.status, time.process_time() - begun < 10 * GOAL) == (status, True)
    assert len(answer.body) < 20_000 + len(request.target)  # errors are bounded
