"""What separates the parts of a parameter, and what stands in them, in every place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gates.subjects import generated
from tests.support.asgi import ask

CONTRACT = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /p/{m}/{s}:
    get:
      operationId: read
      parameters:
        - {name: m, in: path, required: true, style: matrix, explode: true, schema: {$ref: '#/components/schemas/List'}}
        - {name: s, in: path, required: true, schema: {$ref: '#/components/schemas/List'}}
        - {name: list, in: query, explode: false, schema: {$ref: '#/components/schemas/List'}}
        - {name: numbers, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: pairs, in: query, explode: false, schema: {type: object, additionalProperties: {type: string}}}
        - {name: biscuit, in: cookie, explode: false, schema: {$ref: '#/components/schemas/List'}}
      responses: {'200': {description: what was read, content: {application/json: {schema: {type: object}}}}}
    post:
      operationId: write
      parameters:
        - {name: m, in: path, required: true, schema: {type: string}}
        - {name: s, in: path, required: true, schema: {type: string}}
      responses:
        '204': {description: done}
        '409': {description: A tree, content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}
components:
  schemas:
    List: {type: array, items: {type: string}}
    Tree: {type: object, properties: {kids: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
"""


class Echo:
    async def read(self, call: Any, **values: Any) -> Any:
        return {name: value for name, value in values.items() if isinstance(value, list | dict)}

    async def write(self, call: Any, **values: Any) -> None:
        return None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("parameters")
    (folder / "openapi.yaml").write_text(CONTRACT)
    return generated(folder, folder / "openapi.yaml", "parameters")[0]


@pytest.mark.parametrize(
    ("target", "cookie", "want"),
    [
        ("/p/;m=a%20b;m=c%3Bd%2Ce/x%2Cy,z", "", {"m": ["a b", "c;d,e"], "s": ["x,y", "z"]}),
        ("/p/;m=a/x?list=a%2Cb,c", "", {"m": ["a"], "s": ["x"], "list": ["a,b", "c"]}),
        ("/p/;m=a/x?list=a%2Cb", "", {"m": ["a"], "s": ["x"], "list": ["a,b"]}),
        ("/p/;m=a/x?numbers=1%2C2", "", {"m": ["a"], "s": ["x"], "numbers": [1, 2]}),  # no number holds a comma
        ("/p/;m=a/x?pairs=k,v%2Cw,z,1", "", {"m": ["a"], "s": ["x"], "pairs": {"k": "v,w", "z": "1"}}),
        ("/p/;m=a/x", "biscuit=p,q%3Br%2Cs", {"m": ["a"], "s": ["x"], "biscuit": ["p", "q;r,s"]}),
    ],
)
async def test_what_stands_in_a_part_is_told_from_what_separates_parts(
    server: Any, target: str, cookie: str, want: Any
) -> None:
    app = server.create_app(default_handlers=Echo())
    answer = await ask(app, "GET", target, [("cookie", cookie)] if cookie else [])
    assert (answer.status, answer.json) == (200, want)


async def test_a_name_without_a_value_is_refused_and_says_so(server: Any) -> None:
    """In a problem's words: the contract's only error body, a tree, has no place for them."""
    app = server.create_app(default_handlers=Echo())
    answer = await ask(app, "GET", "/p/;m=a/x?pairs=k,v,z")
    assert (answer.status, answer.content_type) == (400, "application/problem+json")
    assert answer.json["detail"] == "a parameter has a name without a value"
