"""Operations: every default filled in, every part found, nothing dropped without a word."""

from __future__ import annotations

from pathlib import Path

from codegen.contract import BodyKind
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
    contract, diagnostics = contract_of(tmp_path, DOCUMENT)
    put, get, missing = contract.operations
    assert [o.id for o in contract.operations] == ["putFile", "get-files-id", "get-missing-x"]
    assert [(p.wire, p.style, p.default) for p in put.parameters] == [
        ("id", "simple", p0.default) for p0 in put.parameters[:1]
    ] + [("deep", "form", "x")]
    assert [d.rule for d in diagnostics] == ["openapi/operation-id", "openapi/path-parameter"]
    assert (put.security, [[u.scheme for u in r] for r in get.security]) == ((), [["key"]])
    assert [(p.wire, p.place) for p in missing.parameters] == [("x", "path")]
    assert [w.webhook for w in contract.webhooks] == ["made"]


def test_bodies(tmp_path: Path) -> None:
    contract, _ = contract_of(tmp_path, DOCUMENT)
    put = contract.operations[0]
    assert put.body is not None
    multipart, raw = put.body.content
    assert (multipart.kind, raw.kind) == (BodyKind.MULTIPART, BodyKind.BINARY)
    assert [(p.wire, p.content_type, p.style, p.explode) for p in multipart.parts] == [
        ("meta", "application/json", "form", True),
        ("file", "application/octet-stream", "form", True),
        ("tags", "text/plain", "spaceDelimited", False),
    ]
    assert show(contract.types["PutFileRequest"]) == "{meta~: PutFileRequestMeta, file~: binary, tags~: [string]}"
    assert [m.kind for m in put.responses[0].content] == [BodyKind.JSON, BodyKind.EVENTS]
    assert [r.status for r in put.responses] == ["200", "4XX"]
