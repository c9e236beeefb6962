"""Target fastapi: how a handler's parameters are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.config import of_documents
from codegen.pipeline import generate

DOCUMENT = """
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{{name: p, in: query, schema: {schema}}}]
      responses: {{'200': {{description: x}}}}
components:
  schemas:
    Sort: {{enum: [asc, desc]}}
    Level: {{enum: [1, 2]}}
"""


@pytest.mark.parametrize(
    ("schema", "want"),
    [
        ({"type": "integer", "default": 10}, "p: int = 10"),
        (
            {"type": "integer", "default": "10"},
            "p: int | MISSING = MISSING",
        ),  # no integer: the handler would get a text
        ({"type": "integer", "default": True}, "p: int | MISSING = MISSING"),
        ({"type": "number", "default": 1}, "p: float = 1"),
        ({"type": "boolean", "default": False}, "p: bool = False"),
        ({"type": "boolean", "default": 0}, "p: bool | MISSING = MISSING"),
        ({"type": "string", "format": "uuid", "default": "x"}, 'p: str = "x"'),
        ({"type": ["string", "null"], "default": "x"}, 'p: str | None = "x"'),
        ({"$ref": "#/components/schemas/Sort", "default": "asc"}, 'p: Sort = "asc"'),
        ({"$ref": "#/components/schemas/Sort", "default": "up"}, "p: Sort | MISSING = MISSING"),
        ({"$ref": "#/components/schemas/Level", "default": True}, "p: Level | MISSING = MISSING"),
        ({"type": "array", "items": {"type": "string"}, "default": ["a"]}, "p: list[str] | MISSING = MISSING"),
    ],
)
def test_a_default_stands_in_the_signature_where_it_is_of_the_type(tmp_path: Path, schema: object, want: str) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(DOCUMENT.format(schema=json.dumps(schema)))
    tree = generate(of_documents([file], tmp_path, ["python", "fastapi"])).trees["fastapi"]
    module = next(
        text for name, text in tree.items() if name != "__init__.py" and "listThings" in text and name.endswith(".py")
    )
    assert f"{want})" in module or f"{want}," in module, module
