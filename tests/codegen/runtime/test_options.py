"""Options of `create_app` that decide whether a request is served: `admit`, `unknown_query`, and preconditions."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.runtime.call import ApiError, Principal
from tests.gates.subjects import generated
from tests.support.asgi import ask
from tests.support.serving import serving

CONTRACT = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /none:
    get: {operationId: none, responses: {'204': {description: done}}}
  /all:
    get:
      operationId: all
      parameters:
        - {name: plain, in: query, schema: {type: string}}
        - {name: list, in: query, schema: {type: array, items: {type: string}}}
        - {name: deep, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}
        - {name: spread, in: query, explode: true, schema: {type: object, properties: {x: {type: string}}}}
        - {name: doc, in: query, content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: done}}
  /open:
    get:
      operationId: open
      parameters:
        - {name: any, in: query, explode: true, schema: {type: object, additionalProperties: {type: string}}}
      responses: {'204': {description: done}}
  /keyed:
    get:
      operationId: keyed
      security: [{key: []}]
      responses: {'204': {description: done}, '401': {description: no}, '429': {description: slow}}
  /versioned:
    put:
      operationId: versioned
      parameters:
        - {name: IF-MATCH, in: header, required: true, schema: {type: string, pattern: '^"'}}
        - {name: n, in: query, required: true, schema: {type: integer}}
      responses: {'204': {description: done}, '428': {description: conditional}}
  /unversioned:
    put:
      operationId: unversioned
      parameters: [{name: If-Match, in: header, required: true, schema: {type: string}}]
      responses: {'204': {description: done}}
components:
  securitySchemes: {key: {type: apiKey, in: query, name: key}}
"""


class Handlers:
    def __getattr__(self, name: str) -> Any:
        async def done(call: Any, **values: Any) -> None:
            return None

        return done


async def authenticate(scheme: str, credential: str, scopes: Any) -> Principal | None:
    return Principal(credential) if credential != "wrong" else None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("options")
    (folder / "openapi.yaml").write_text(CONTRACT)
    return generated(folder, folder / "openapi.yaml", "options")[0]


UNKNOWN = [
    # given, names that are refused
    ("/none?x=1", ["x"]),
    ("/none?", []),
    ("/none?&", []),
    ("/all?plain=1&list=a&list=b&deep[a]=1&x=1&doc=%7B%7D", []),
    ("/all?plian=1", ["plian"]),
    ("/all?Plain=1", ["Plain"]),
    ("/all?plain%20=1", ["plain "]),
    ("/all?plain[a]=1", ["plain[a]"]),
    ("/all?list[]=1&list[0]=1", []),
    ("/all?deep%5Ba%5D=1", []),
    ("/all?a=1&b=2&a=3", ["a", "b"]),
    ("/all?=1", [""]),
    ("/all?flag", ["flag"]),
    ("/all?a/b~c=1", ["a~1b~0c"]),
    ("/open?anything=1", []),
    ("/keyed?key=k", []),
    ("/keyed?key=k&kye=1", ["kye"]),
]


@pytest.mark.parametrize(("target", "want"), UNKNOWN)
async def test_unknown_query_parameters_are_refused_where_the_application_asks_for_it(
    server: Any, target: str, want: list[str]
) -> None:
    app = server.create_app(default_handlers=Handlers(), authenticate=authenticate, unknown_query="refuse")
    answer = await ask(app, "GET", target)
    assert answer.status == (400 if want else 204)
    if want:
        assert [error["pointer"] for error in answer.json["errors"]] == [f"/query/{name}" for name in want]
    by_default = server.create_app(default_handlers=Handlers(), authenticate=authenticate)
    assert (await ask(by_default, "GET", target)).status == 204


async def test_many_and_long_unknown_names_give_a_short_answer(server: Any) -> None:
    app = server.create_app(default_handlers=Handlers(), unknown_query="refuse", authenticate=authenticate)
    target = "/none?" + "&".join("x" * 2000 + str(number) for number in range(300))
    answer = await ask(app, "GET", target)
    assert answer.status == 400
    assert len(answer.body) < 10_000


PRECONDITIONS = [
    # target, headers, status
    ("/versioned?n=1", [("If-Match", '"1"')], 204),
    ("/versioned?n=1", [], 428),
    ("/versioned?n=1", [("If-Match", "1")], 400),  # given, and invalid
    ("/versioned", [], 400),  # more than the precondition is missing
    ("/versioned?n=x", [], 400),
    ("/unversioned", [], 400),  # 428 is not declared
]


@pytest.mark.parametrize(("target", "headers", "want"), PRECONDITIONS)
async def test_a_missing_precondition_is_428_where_declared(
    server: Any, target: str, headers: list[tuple[str, str]], want: int
) -> None:
    app = server.create_app(default_handlers=Handlers(), authenticate=authenticate)
    assert (await ask(app, "PUT", target, headers)).status == want


async def test_admit_sees_authenticated_requests_and_refuses(server: Any) -> None:
    seen: list[tuple[str, str | None]] = []

    def admit(operation: str, principal: Principal | None) -> None:
        seen.append((operation, principal.id if principal else None))
        if principal and principal.id == "greedy":
            raise ApiError(429, "wait", code="rate_limited", headers={"Retry-After": "7"})

    app = server.create_app(default_handlers=Handlers(), authenticate=authenticate, admit=admit)
    assert (await ask(app, "GET", "/keyed?key=wrong")).status == 401
    assert seen == []  # nobody without a valid key spends anything
    assert (await ask(app, "GET", "/keyed?key=k")).status == 204
    assert (await ask(app, "GET", "/none")).status == 204
    refused = await ask(app, "GET", "/keyed?key=greedy")
    assert (refused.status, refused.headers["retry-after"]) == (429, "7")  # before anything else of it is read
    assert seen == [("keyed", "k"), ("none", None), ("keyed", "greedy")]


async def test_a_fault_of_a_middleware_is_answered_as_any_other_error(server: Any) -> None:
    class Faulty:
        def __init__(self, app: Any) -> None:
            self.app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            raise RuntimeError("fault")

    app = server.create_app(default_handlers=Handlers(), authenticate=authenticate)
    app.add_middleware(Faulty)
    import httpx

    async with serving(app) as place, httpx.AsyncClient(base_url=f"http://{place}", trust_env=False) as client:
        answer = await client.get("/none")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "internal_server_error"
    assert answer.headers["x-request-id"] == answer.json()["requestId"]
