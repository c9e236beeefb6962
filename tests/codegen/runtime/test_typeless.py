"""`properties` without `type`: an object in every language, while JSON Schema admits anything (docs/decisions/0011)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from codegen.runtime.validation import Schema
from tests.gates.subjects import generated
from tests.support.asgi import ask

CONTRACT = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /looks:
    post:
      operationId: look
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Looks'}}}}
      responses: {'200': {description: the same, content: {application/json: {schema: {$ref: '#/components/schemas/Looks'}}}}}
  /looked/{it}:
    get:
      operationId: looked
      parameters: [{in: path, name: it, required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Looks'}}}}]
      responses: {'204': {description: seen}}
components:
  schemas:
    Looks: {properties: {looks: {type: string}, list: {items: {type: integer}}, low: {minimum: 3}}}
"""  # noqa: E501


class Echo:
    async def look(self, call: Any, *, body: Any) -> Any:
        return body

    async def looked(self, call: Any, *, it: Any) -> None:
        return None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("typeless")
    (folder / "openapi.yaml").write_text(CONTRACT)
    return generated(folder, folder / "openapi.yaml", "typeless")[0]


@pytest.mark.parametrize(
    ("body", "status", "place"),
    [
        ('{"looks":"x","list":[1],"low":3}', 200, None),
        ('{"low":"a text"}', 200, None),  # `minimum` makes no type: any JSON
        ('{"looks":1}', 400, "/looks"),  # JSON Schema says so
        ('{"low":2}', 400, "/low"),
        ('{"list":"no list"}', 400, "/list"),  # the types say so
        ("null", 400, ""),
        ('"text"', 400, ""),
    ],
)
async def test_what_has_no_type_is_refused_with_its_place(
    server: Any, body: str, status: int, place: str | None
) -> None:
    app = server.create_app(default_handlers=Echo())
    answer = await ask(app, "POST", "/looks", [("Content-Type", "application/json")], body.encode())
    assert answer.status == status, answer.body
    if place is None:
        assert answer.json == json.loads(body)
    else:
        assert [error["pointer"] for error in answer.json["errors"]] == [place]


@pytest.mark.parametrize(("it", "status", "places"), [("%7B%7D", 204, []), ("1", 400, ["/path/it"])])
async def test_so_is_a_parameter(server: Any, it: str, status: int, places: list[str]) -> None:
    answer = await ask(server.create_app(default_handlers=Echo()), "GET", f"/looked/{it}", [], b"")
    assert answer.status == status, answer.body
    assert places == ([error["pointer"] for error in answer.json["errors"]] if places else [])


def test_validity_stays_json_schemas_own(server: Any) -> None:
    plan = server.plan()
    schema = Schema({"$ref": "#/$defs/Looks"}, plan.definitions)
    assert [schema.check(value) for value in (None, "text", {"list": "no list"})] == [[], [], []]
