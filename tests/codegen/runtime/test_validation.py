"""What the boundary judges by: the contract's schemas over its definitions."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.runtime.validation import Definitions, Schema

DEFINITIONS: dict[str, Any] = {
    "Größe": {"type": "integer", "format": "int32"},
    "字": {"type": "object", "properties": {"next": {"$ref": "#/$defs/字"}, "size": {"$ref": "#/$defs/Größe"}}},
    "Constant": {"const": {"$ref": "#/$defs/字"}},
    "Broken": {"$ref": "#/$defs/Nowhere"},
}

VERDICTS: list[tuple[str, Any, bool]] = [
    ("字", {"next": {"next": {"size": 1}}}, True),
    ("字", {"next": {"next": {"size": "one"}}}, False),
    ("Größe", 2**31, False),
    ("Constant", {"$ref": "#/$defs/字"}, True),  # data, not a reference
]


@pytest.mark.parametrize(("name", "value", "valid"), VERDICTS)
def test_definitions_are_found_by_any_name(name: str, value: Any, valid: bool) -> None:
    assert (Schema({"$ref": f"#/$defs/{name}"}, DEFINITIONS).check(value) == []) is valid


def test_a_schema_is_compiled_once_and_with_what_it_reaches_alone() -> None:
    known = Definitions(DEFINITIONS)
    schema = {"$ref": "#/$defs/字"}  # 'Broken', which it does not reach, cannot be compiled
    assert known.validator(schema) is known.validator(dict(schema))


@pytest.mark.parametrize(
    ("schema", "valid", "invalid"),
    [
        ({"items": {"uniqueItems": True}}, [[1, 2], [True, 1]], [[1, 1.0]]),
        ({"anyOf": [{"type": "string"}, {"multipleOf": 0.01}]}, 0.07, 0.075),
        ({"properties": {"a": {"enum": [*range(40), 1.5]}}}, {"a": 1.5}, {"a": 2.5}),
    ],
)
def test_keywords_that_are_checked_in_python_count_at_any_depth(schema: Any, valid: Any, invalid: Any) -> None:
    judge = Schema(schema, {})
    assert (judge.accepts(valid), judge.accepts(invalid)) == (True, False)
