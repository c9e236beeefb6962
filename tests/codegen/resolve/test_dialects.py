"""What keywords mean in the dialect that a document or a schema names, and what dynamic anchors stand for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.pipeline import load_contract
from codegen.runtime.validation import Schema
from tests.support.contracts import contract_of, shown

DRAFT7 = "http://json-schema.org/draft-07/schema#"
LATEST = "https://json-schema.org/draft/2020-12/schema"
EMAIL = {"type": "string", "format": "email"}
DAY = {"type": "string", "format": "date"}

VERDICTS: list[tuple[str, dict[str, Any], dict[str, Any], Any, bool]] = [  # what, document, schema, value, valid
    ("OpenAPI's own dialect: formats are asserted", {}, EMAIL, "x", False),
    ("by the letter: formats annotate", {"jsonSchemaDialect": LATEST}, EMAIL, "x", True),
    ("by the letter, said by the schema", {}, {"$schema": LATEST, **EMAIL}, "x", True),
    ("by the letter, but the format makes the type", {"jsonSchemaDialect": LATEST}, DAY, "x", False),
    ("OpenAPI's own, named", {"jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base"}, EMAIL, "x", False),
    ("2020-12: siblings of $ref count", {}, {"$ref": "#/$defs/a", "maxLength": 1, "$defs": {"a": {}}}, "xx", False),
    ("draft 7: they don't", {}, {"$schema": DRAFT7, "$ref": "#/$defs/a", "maxLength": 1, "$defs": {"a": {}}}, "xx", True),
    ("a schema of schemas", {}, {"$ref": DRAFT7}, {"type": 1}, False),
    ("a file that an OpenAPI 3.0 document refers to", {"openapi": "3.0.3"}, {"nullable": True, **EMAIL}, None, True),
    ("draft 7's tuples", {}, {"items": [{}], "additionalItems": {"$ref": "#/$defs/a"}, "$defs": {"a": False}}, [1, 2], False),
]  # fmt: skip


@pytest.mark.parametrize(("what", "document", "schema", "value", "valid"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_dialect(
    tmp_path: Path, what: str, document: dict[str, Any], schema: dict[str, Any], value: Any, valid: bool
) -> None:
    (tmp_path / "schema.json").write_text(json.dumps(schema))
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "components": {"schemas": {"It": {"$ref": "schema.json"}}},
        **document,
    }
    (tmp_path / "openapi.json").write_text(json.dumps(whole))
    contract, diagnostics = load_contract([tmp_path / "openapi.json"])
    assert list(diagnostics) == []
    assert (Schema({"$ref": "#/$defs/It"}, contract.definitions).check(value) == []) is valid, what


def test_an_unknown_dialect_is_told(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\njsonSchemaDialect: https://x.example/y\npaths: {}\n"
    assert [(d.rule, d.line) for d in contract_of(tmp_path, text)[1]] == [("openapi/dialect", 3)]


def test_a_generic_schema_is_a_type_for_each_way_that_binds_its_parameter(tmp_path: Path) -> None:
    contract, diagnostics = contract_of(
        tmp_path,
        """
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Address: {type: object, properties: {x: {type: string}}}
    Page:
      $id: https://x.example/page
      type: object
      properties: {items: {type: array, items: {$dynamicRef: '#T'}}, at: {$ref: https://x.example/address}}
      $defs: {T: {$dynamicAnchor: T, not: {}}, Near: {$id: https://x.example/address, type: object}}
    Names:
      $id: https://x.example/names
      $ref: page
      $defs: {T: {$dynamicAnchor: T, type: string}}
    Counts:
      $id: https://x.example/counts
      $ref: page
      $defs: {T: {$dynamicAnchor: T, type: integer}}
""",
    )
    assert list(diagnostics) == []
    types = shown(contract)
    pages = {name: types[types[name].removeprefix("= ")] for name in ("Names", "Counts")}
    assert pages["Names"] != pages["Counts"] != types["Page"]
    items = {name: types[page.split("[")[1].split("]")[0]] for name, page in pages.items()}
    assert items == {"Names": "= string", "Counts": "= integer"}
    assert "Near2" not in types  # what asks for no parameter is the same on every way
    judged = {name: Schema({"$ref": f"#/$defs/{name}"}, contract.definitions) for name in ("Names", "Counts")}
    assert judged["Names"].check({"items": ["a"]}) == [] != judged["Names"].check({"items": [1]})
    assert judged["Counts"].check({"items": [1]}) == [] != judged["Counts"].check({"items": ["a"]})
