"""Hostile requests to generated servers: each gets a declared answer in bounded time, and nothing remains.

T14, T21: no 5xx, no invalid body accepted, no status and no body that the contract does not have.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import Headers

from tests.attack.cases import SEED, Attack
from tests.attack.requests import Request, Source, hostile, source
from tests.gates.oracle import Asked, Oracle, Told, is_form
from tests.gates.subjects import NAMES, Subject, generated, subject
from tests.support.asgi import Answer, ask
from tests.support.operations import response_of
from tests.support.tools import ROOT

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.timeout(900),
    pytest.mark.filterwarnings("ignore:Use of allowEmptyValue:DeprecationWarning"),
]

CASES = 2500  # for each contract
UNDECLARED = frozenset({400, 401, 404, 405, 406, 413, 414, 415, 422, 431})  # what any request may be answered
SECONDS = 1.0  # of processor time for a request of some kilobytes
LEVEL = 30_000  # objects that may remain, caches included


@pytest.fixture(scope="module", params=[*NAMES, "hostile-requests"])
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Subject:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param in NAMES:
        return subject(request.param, folder)
    contract = ROOT / "tests/fixtures/contracts/hostile-requests.yaml"
    server, models = generated(folder, contract, "attacked")
    return Subject("hostile-requests", contract, server, models)


class Anything:
    """Handlers that return the body as it came."""

    def __getattr__(self, name: str) -> Any:
        if name.endswith("_events"):
            raise AttributeError(name)

        async def handler(call: Any, **values: Any) -> Any:
            return values["body"] if name in ("one", "any", "tagged") else 1 if name == "events" else {}

        return handler


def application(attacked: Subject) -> Any:
    if attacked.name in NAMES:
        return attacked.app()
    return attacked.server.create_app(t_handlers=Anything())


async def test_hostile_requests_are_answered_as_the_contract_declares(attacked: Subject) -> None:
    app, requests = application(attacked), source(attacked.server.plan(), SEED)
    oracle = Oracle(attacked.document)
    attack = Attack(f"boundary {attacked.name}")
    for number, chance in attack.cases(CASES):
        request = hostile(requests.valid(chance), chance)
        with attack.case(number, request):
            begun = time.process_time()
            answer = await ask(app, request.method, request.target, request.headers, request.body, stays=True)
            assert time.process_time() - begun < SECONDS
            check(request, answer, requests, oracle)
    attack.finish()


async def test_hostile_requests_leave_nothing_behind(attacked: Subject) -> None:
    app, requests = application(attacked), source(attacked.server.plan(), SEED)
    attack = Attack(f"memory {attacked.name}")

    async def send(count: int) -> int:
        for _, chance in attack.cases(count):
            request = hostile(requests.valid(chance), chance)
            if request.method != "POST" or attacked.name != "notes":  # which keeps what it is sent
                await ask(app, request.method, request.target, request.headers, request.body, stays=True)
        gc.collect()
        return len(gc.get_objects())

    before = await send(500)
    assert await send(2000) - before < LEVEL


def check(request: Request, answer: Answer, requests: Source, oracle: Oracle) -> None:
    """AssertionError where the answer is not the contract's."""
    assert answer.status < 500, (answer.status, answer.body[:500])
    asked = oracle.asked(request.method, request.target, readable(request), request.body)
    if answer.status >= 400:
        assert answer.content_type, "an error without a body"
        json.loads(answer.body) if "json" in answer.content_type and request.method != "HEAD" else None
    if asked is None or request.method in ("HEAD", "OPTIONS"):
        return
    declared = declaration(request, requests)
    if declared is None:
        assert answer.status in UNDECLARED, f"{answer.status} of an operation that the contract does not have"
        return
    response = response_of(requests.document, declared, answer.status)
    assert response is not None or answer.status in UNDECLARED, f"{answer.status} is not declared"
    if response is not None:
        response_view = Told(answer.status, answer.content_type, answer.body, Headers(list(answer.headers.items())))
        assert oracle.refuses_answer(asked, response_view) == "", answer.body[:500]
    if answer.status < 300:
        assert refusal(oracle, asked, request) == "", "a body that the contract does not have was accepted"


def readable(request: Request) -> list[tuple[str, str]]:
    """The headers without the parameters of media types, on whose mistakes openapi-core fails."""
    sent = [(name, value) for name, value in request.headers if value]
    return [(name, value.partition(";")[0].strip() if name == "Content-Type" else value) for name, value in sent]


def declaration(request: Request, requests: Source) -> Mapping[str, Any] | None:
    """The operation that the request is for."""
    path = Path(request.target.partition("?")[0]).as_posix()
    for operation in requests.operations:
        if operation.method == request.method and same_path(operation.path, path):
            return operation.declared
    return None


def same_path(template: str, path: str) -> bool:
    wanted, given = template.split("/"), path.split("/")
    return len(wanted) == len(given) and all(w == g or "{" in w for w, g in zip(wanted, given, strict=True))


def refusal(oracle: Oracle, asked: Asked, request: Request) -> str:
    unread = is_form(asked.content_type) or asked.content_type == "application/jsonl"
    if unread or request.target.startswith("/latin") or len(dict(request.headers)) < len(request.headers):
        return ""  # openapi-core reads no forms, lines, other charsets and repeated headers
    return oracle.refuses_request(asked) or ""
