"""What the framework itself answers is the contract's error shape: every operation of every contract, every status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

import generated.server
from codegen.runtime.call import Principal
from tests.gates.subjects import NAMES, Subject
from tests.gates.subjects import generated as generated_package
from tests.support.asgi import Answer, ask
from tests.support.operations import BROKEN_JSON, METHODS, Walked, methods_of, resolved, response_of, walk

LIMIT = 2000  # bytes of a body, in these tests


async def anybody(scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None:
    return Principal("anna", {"scheme": scheme, "clientClass": "cli"})


_IN_QUERY = {"/query": "?api_key=key", "/docs/open": "?ticket=key"}  # credentials


@dataclass(frozen=True, slots=True)
class Target:
    """One contract, served without handlers: whatever gets past the framework is answered 501."""

    document: Mapping[str, Any]
    app: Any

    def __post_init__(self) -> None:
        assert list(walk(self.document))

    async def ask(self, one: Walked, body: bytes = b"", method: str = "", **more: str) -> Answer:
        """`more`: headers, `_` for `-`. Every credential that a contract may want is shown."""
        shown = {"Authorization": "Bearer key", "X-Api-Key": "key", "Cookie": "session=key", **one.headers}
        if one.path in ("/basic", "/both"):
            shown["Authorization"] = "Basic YTpi"
        target = one.target + _IN_QUERY.get(one.path, "")
        headers = {**shown, **{name.replace("_", "-"): value for name, value in more.items()}}
        return await ask(self.app, method or one.method, target, list(headers.items()), body)

    def holds(self, one: Walked, answer: Answer, status: int) -> None:
        """The answer has this status and a body that the operation declares for it, or what the contract has else."""
        assert (answer.status, answer.headers.get("x-request-id", "") != "") == (status, True), (one, answer)
        declared = response_of(self.document, one.declared, status)
        content = (declared or {}).get("content", {}) or self._errors()
        kind = answer.content_type
        assert kind in content, (str(one), status, kind)
        judge = Draft202012Validator({**self.document, **content[kind]["schema"]})
        assert [error.message for error in judge.iter_errors(answer.json)] == [], (str(one), answer)
        assert answer.json["status"] == status
        for name, header in (declared or {}).get("headers", {}).items():
            assert not resolved(self.document, header).get("required") or name.lower() in answer.headers, (one, name)

    def _errors(self) -> Mapping[str, Any]:
        """What the contract has for errors, where the operation says nothing of the status."""
        schema = {"$ref": "#/components/schemas/Problem"}
        return {"application/problem+json": {"schema": schema}}


@pytest.fixture(params=[*NAMES, "leanvibe"], scope="module")
def target(request: pytest.FixtureRequest, subjects: Mapping[str, Subject]) -> Target:
    server = generated.server if request.param == "leanvibe" else subjects[request.param].server
    document = server.plan().documents["openapi"]
    return Target(document, server.create_app(authenticate=anybody, max_body=LIMIT))


async def test_every_operation_is_reached_otherwise(target: Target) -> None:
    """The other tests here mean something only if a good request gets through."""
    for one in walk(target.document):
        answer = await target.ask(one)
        assert answer.status == (400 if one.needs_body else 501), (str(one), answer)


async def test_405_names_every_method_of_the_path(target: Target) -> None:
    for one in walk(target.document):
        allowed = methods_of(target.document, one.path)
        for method in {method.upper() for method in METHODS} | {"QUERY", "FOO"}:
            if method in allowed:
                continue
            answer = await target.ask(one, method=method)
            target.holds(one, answer, 405)
            assert {name.strip() for name in answer.headers["allow"].split(",")} == allowed


async def test_406_where_no_declared_media_type_is_accepted(target: Target) -> None:
    tried = 0
    for one in walk(target.document):
        good = [response for status, response in one.declared["responses"].items() if status[0] in "23"]
        if any(response.get("content") for response in good):
            tried += 1
            target.holds(one, await target.ask(one, Accept="application/x-nothing, text/none;q=0.5"), 406)
    assert tried


async def test_413_for_a_body_beyond_the_limit_told_or_not(target: Target) -> None:
    for one in walk(target.document):
        for kind in one.takes:
            target.holds(one, await target.ask(one, b"x" * (LIMIT + 1), Content_Type=kind), 413)
            target.holds(one, await target.ask(one, b"", Content_Type=kind, Content_Length=str(10**30)), 413)


async def test_415_for_a_body_of_another_kind(target: Target) -> None:
    for one in walk(target.document):
        for kind in ("application/x-nothing", "application/json2", "json", "", "\x00", "multipart/mixed"):
            if one.takes:
                target.holds(one, await target.ask(one, b"body", Content_Type=kind), 415)
        if one.takes:
            kind = next(iter(one.takes))
            target.holds(one, await target.ask(one, b"body", Content_Type=kind, Content_Encoding="gzip"), 415)


@pytest.mark.parametrize("body", BROKEN_JSON)
async def test_400_for_what_is_no_json(target: Target, body: bytes) -> None:
    for one in walk(target.document):
        for kind in one.takes:
            if kind.endswith("json"):
                target.holds(one, await target.ask(one, body, Content_Type=kind), 400)


async def test_400_or_422_for_json_against_the_schema(target: Target) -> None:
    for one in walk(target.document):
        for kind in one.takes:
            if kind.endswith("json"):
                answer = await target.ask(one, b"[7]", Content_Type=kind)
                declares_422 = "422" in one.declared["responses"] and "400" not in one.declared["responses"]
                target.holds(one, answer, 422 if declares_422 else 400)


@pytest.mark.parametrize("broken", ["%", "%f", "%zz", "%ff", "%c3%28", "%ed%a0%80"])
async def test_400_for_broken_escapes_in_path_and_query(target: Target, broken: str) -> None:
    for one in walk(target.document):
        mark = "&" if "?" in one.target else "?"
        target.holds(one, await target.ask(one.at(f"{one.target}{mark}more={broken}")), 400)
        if "{" in one.path:
            start = one.path.split("{")[0]
            rest = one.target.removeprefix(start)
            first, slash, others = rest.partition("/")
            first, question, query = first.partition("?")
            target.holds(one, await target.ask(one.at(f"{start}{broken}{slash}{others}{question}{query}")), 400)


@pytest.mark.parametrize("path", ["/nowhere", "/", "", "//", "/%2e%2e", "/api/v1", "/nowhere/%zz", "*", "/\u2028"])
async def test_404_elsewhere(target: Target, path: str) -> None:
    one = next(walk(target.document))
    answer = await target.ask(one.at(path.encode("utf-8").decode("latin-1").encode("ascii", "replace").decode()))
    assert (answer.status, answer.content_type) == (404, "application/problem+json")
    judge = Draft202012Validator({**target.document, "$ref": "#/components/schemas/Problem"})
    assert [error.message for error in judge.iter_errors(answer.json)] == []


async def test_head_is_get_without_its_body_and_options_names_the_methods(target: Target) -> None:
    for one in walk(target.document):
        if one.method == "GET":
            got, head = await target.ask(one), await target.ask(one, method="HEAD")
            assert (head.status, head.body, head.content_type) == (got.status, b"", got.content_type)
            assert head.headers["content-length"] == got.headers["content-length"]
        options = await target.ask(one, method="OPTIONS")
        assert (options.status, options.body) == (204, b"")
        assert {name.strip() for name in options.headers["allow"].split(",")} == methods_of(target.document, one.path)


OWN_SHAPE = """
openapi: 3.1.0
info: { title: Own, version: "1" }
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        "200": { description: It., content: { application/json: { schema: { type: integer } } } }
        "400": { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Fault" } } } }
    delete:
      operationId: deleteThing
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses: { "204": { description: Gone. } }
components:
  schemas:
    Fault:
      type: object
      additionalProperties: false
      required: [error, level, instance]
      properties:
        error: { type: string, maxLength: 30 }
        level: { type: string, enum: [fatal, note] }
        status: { type: integer, maximum: 400 }
        instance: { type: string, pattern: "^/things" }
"""


async def test_a_contract_of_other_errors_is_answered_in_its_own_shape(tmp_path: Path) -> None:
    """Statuses that it declares nowhere, too; what a member does not admit is left out, or the least that it admits."""
    (tmp_path / "own.yaml").write_text(OWN_SHAPE)
    server, _ = generated_package(tmp_path, tmp_path / "own.yaml", "own")
    app = server.create_app()
    answers = {
        400: await ask(app, "GET", "/things/0"),
        406: await ask(app, "GET", "/things/1", [("Accept", "text/html")]),
        405: await ask(app, "PATCH", "/things/1"),
        501: await ask(app, "DELETE", "/things/1"),
    }
    for status, answer in answers.items():
        assert (answer.status, answer.content_type) == (status, "application/json")
        assert answer.json["level"] == "fatal"
        assert answer.json["instance"].startswith("/things/")
        assert answer.json.get("status") == (400 if status == 400 else None)
        assert answer.json.keys() <= {"error", "level", "instance", "status"}
    assert answers[405].json["error"] == "/things/{id} takes DELETE, GET"
    assert answers[405].headers["allow"] == "DELETE, GET, HEAD, OPTIONS"
