"""Target typescript: what it plans from a contract, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.config import ConfigError
from codegen.contract import Doc
from codegen.plan.typescript.literals import comment, key, literal, record
from codegen.plan.typescript.target import plan
from codegen.render import Renderer, template_folders
from tests.support.contracts import contract_of, schemas

TYPES: list[tuple[str, str, str]] = [
    ("required", "{type: object, required: [a], properties: {a: {type: string}}}", "a: string;"),
    ("optional", "{type: object, properties: {a: {type: string}}}", "a?: string;"),
    ("null", "{type: object, properties: {a: {type: [string, 'null']}}}", "a?: string | null;"),
    (
        "list of nullable",
        "{type: object, properties: {a: {items: {type: [number, 'null']}, type: array}}}",
        "(number | null)[]",
    ),
    ("map", "{type: object, additionalProperties: {type: boolean}}", "export type T = { [name: string]: boolean };"),
    ("nothing known", "{type: object, properties: {a: {}}}", "a?: JsonValue;"),
    ("int64", "{type: integer, format: int64}", "export type T = bigint;"),
    ("enum", "{type: string, enum: [a, 'b\"']}", 'export type T = "a" | "b\\"";'),
    ("const", "{type: object, required: [a], properties: {a: {const: 5}}}", "a: 5;"),
    (
        "tuple",
        "{type: array, minItems: 1, prefixItems: [{type: string}], items: {type: number}}",
        "[string, ...number[]]",
    ),
    ("false", "{type: object, properties: {a: false}}", "a?: never;"),
    ("odd name", "{type: object, properties: {'a-b': {type: string}}}", '"a-b"?: string;'),
    (
        "a wide constant",
        "{type: object, required: [a], properties: {a: {const: 9007199254740993}}}",
        "a: 9007199254740993n;",
    ),
    ("a wide enum", "{type: integer, enum: [1, 9007199254740993]}", "export type T = 1n | 9007199254740993n;"),
    (
        "a name that every object has already",
        "{type: object, properties: {toString: {type: string}}}",
        'toString?: string | Object["toString"];',
    ),
    (
        "named and others",
        "{type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}",
        "[name: string]: number | string | undefined;",
    ),
]


@pytest.mark.parametrize(("case", "schema", "want"), TYPES, ids=[case for case, _, _ in TYPES])
def test_types(tmp_path: Path, case: str, schema: str, want: str) -> None:
    assert want in package(schemas(tmp_path, f"T: {schema}"))["src/types.ts"]


OPTIONS: list[tuple[dict[str, object], str]] = [
    ({"pakage": "x"}, "no option 'pakage'"),
    ({"package": "Not A Name"}, "must be a name of npm"),
    ({"package": 3}, "must be a name of npm"),
    ({"int64": "double"}, "int64 must be one of bigint, number, string"),
]


@pytest.mark.parametrize(("options", "message"), OPTIONS)
def test_options_that_are_refused(tmp_path: Path, options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        list(plan(schemas(tmp_path, "T: {type: string}"), options))


@pytest.mark.parametrize(("int64", "want"), [("bigint", "bigint"), ("number", "number"), ("string", "string")])
def test_int64_is_what_the_option_says(tmp_path: Path, int64: str, want: str) -> None:
    found = package(
        schemas(tmp_path, "T: {type: object, properties: {a: {type: integer, format: int64}}}"), int64=int64
    )
    assert f"a?: {want};" in found["src/types.ts"]
    assert ("src/plans.ts" in found) is (int64 != "number")


def test_an_enum_is_open_where_it_is_read_and_closed_where_it_is_written(tmp_path: Path) -> None:
    contract, _ = contract_of(
        tmp_path,
        """
        openapi: 3.1.0
        info: {title: T, version: '1'}
        paths:
          /t:
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Sent'}}}}
              responses:
                '200': {description: Read., content: {application/json: {schema: {$ref: '#/components/schemas/Got'}}}}
        components:
          schemas:
            Kind: {type: string, enum: [a, b]}
            Sent: {type: object, required: [kind], properties: {kind: {$ref: '#/components/schemas/Kind'}}}
            Got: {type: object, required: [kind], properties: {kind: {$ref: '#/components/schemas/Kind'}}}
        """,
    )
    types = package(contract)["src/types.ts"]
    assert "interface Sent {\n  kind: Kind;" in types
    assert "interface Got {\n  kind: OrNewer<Kind>;" in types


def test_without_int64_nothing_is_planned_for_it(tmp_path: Path) -> None:
    assert "src/plans.ts" not in package(schemas(tmp_path, "T: {type: object, properties: {a: {type: integer}}}"))


LITERALS: list[tuple[object, str]] = [
    ('"\\\n\u2028\x00*/${x}`é', '"\\"\\\\\\n\\u2028\\u0000*/${x}`é"'),
    (None, "null"),
    (True, "true"),
    (-1.5, "-1.5"),
    ([1, {"a b": "c"}], '[1, { "a b": "c" }]'),
]


@pytest.mark.parametrize(("value", "want"), LITERALS)
def test_literals(value: object, want: str) -> None:
    assert literal(value) == want


def test_a_member_called_proto_is_a_member() -> None:
    assert record([("__proto__", "1")]) == '{ ["__proto__"]: 1 }'
    assert (key("a1$"), key("1a"), key("é"), key("")) == ("a1$", '"1a"', '"é"', '""')


def test_no_comment_ends_before_its_end() -> None:
    lines = comment(Doc(summary="*/ alert()", description="a\u2028b\r\n*/", deprecated=True), "x */")
    assert "\n".join(lines).count("*/") == 1
    assert lines[0] == "/**" and lines[-1] == " */"


def package(contract: object, **options: object) -> dict[str, str]:
    """The files of a package by path."""
    renderer = Renderer(template_folders("typescript"))
    return {file.path: renderer.text(file.template, file.view) for file in plan(contract, options)}  # type: ignore[arg-type]  # tests hand over what they have
