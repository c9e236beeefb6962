"""Operations: every default filled in, every part found, nothing dropped without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.contract import MISSING, BodyKind
from tests.support.contracts import contract_of, show

DOCUMENT = """
openapi: 3.1.0
info: {title: T, version: '1'}
security: [{key: []}]
paths:
  /files/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer, format: int64}}
      - {name: deep, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}}}}
    put:
      operationId: putFile
      security: []
      parameters: [{name: deep, in: query, schema: {type: string, default: x}}]
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                meta: {type: object, properties: {a: {type: string}}}
                file: {type: string, format: binary}
                tags: {type: array, items: {type: string}}
            encoding: {tags: {style: spaceDelimited}}
          application/octet-stream: {}
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {n: {type: integer}}}},
                                           text/event-stream: {schema: {type: string}}}}
        '4XX': {description: bad, content: {application/problem+json: {schema: {type: object}}}}
    get:
      operationId: putFile
      responses: {'200': {description: ok, headers: {ETag: {required: true, schema: {type: string}}}}}
  /missing/{x}:
    get: {responses: {default: {description: ok}}}
webhooks:
  made: {post: {requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: ok}}}}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
"""


def test_operations(tmp_path: Path) -> None:
    contract, _ = contract_of(tmp_path, DOCUMENT)
    _, put, _ = contract.operations
    assert [o.id for o in contract.operations] == ["putFile", "put-files-id", "get-missing-x"]
    assert [(p.wire, p.style, p.default) for p in put.parameters] == [("id", "simple", MISSING), ("deep", "form", "x")]
    assert show(contract.types["PutFilesIdRequest"]) == "{file~: binary, meta~: PutFilesIdRequestMeta, tags~: [string]}"
    assert [m.kind for m in put.responses[0].content] == [BodyKind.JSON, BodyKind.EVENTS]
    assert [r.status for r in put.responses] == ["200", "4XX"]


ONE = """
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {/file: {get: {responses: {'200': {description: ok, content: {%s}}}}}}
components: {schemas: {Bytes: {type: string, format: binary}}}
"""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("application/json: {schema: {type: object}}", BodyKind.JSON),
        ("'*/*': {schema: {type: object}}", BodyKind.JSON),
        ("'*/*': {schema: {type: string, format: binary}}", BodyKind.BINARY),
        ("'application/*': {schema: {$ref: '#/components/schemas/Bytes'}}", BodyKind.BINARY),
        ("'*/*': {}", BodyKind.BINARY),
        ("'image/*': {schema: {type: string}}", BodyKind.BINARY),
        ("'text/*': {schema: {type: string}}", BodyKind.TEXT),
    ],
)
def test_what_a_range_of_types_holds_is_said_by_its_schema(tmp_path: Path, content: str, kind: BodyKind) -> None:
    contract, _ = contract_of(tmp_path, ONE % content)
    (media,) = contract.operations[0].responses[0].content
    assert media.kind is kind


def test_a_range_of_types_is_for_what_no_other_names(tmp_path: Path) -> None:
    contract, _ = contract_of(tmp_path, ONE % "'*/*': {}, 'text/*': {}, text/csv: {}, application/json: {}")
    (response,) = contract.operations[0].responses
    assert [m.content_type for m in response.content] == ["application/json", "text/csv", "text/*", "*/*"]
