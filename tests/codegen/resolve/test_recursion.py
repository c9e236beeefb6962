"""Unions that hold each other with nothing between are types that every language can write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.contracts import contract_of, shown

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
CASES: list[tuple[str, str, dict[str, str]]] = [
    ("itself", "A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}", {"A": "= string"}),
    ("nothing else", "A: {oneOf: [{$ref: '#/components/schemas/A'}]}", {"A": "= any"}),
    ("by allOf", "A: {allOf: [{$ref: '#/components/schemas/A'}]}", {"A": "= any"}),
    (
        "each other",
        "A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}\n"
        "    B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}",
        {"A": "union string: string | integer: integer", "B": "union integer: integer | string: string"},
    ),
]


@pytest.mark.parametrize(("what", "schemas", "want"), CASES, ids=[what for what, _, _ in CASES])
def test_unions_that_hold_each_other(tmp_path: Path, what: str, schemas: str, want: dict[str, str]) -> None:
    contract, _ = contract_of(tmp_path, f"{HEAD}    {schemas}\n")
    assert shown(contract) == want, what
