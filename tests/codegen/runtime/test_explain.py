"""What a list of errors says, and that the verdict in Python is the one of jsonschema_rs."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.runtime.explain import MAX_VIOLATIONS
from codegen.runtime.rules import Rule
from codegen.runtime.validation import Definitions, Schema
from codegen.runtime.verdicts import Verdicts

DEFINITIONS: dict[str, Any] = {
    "Tree": {
        "type": "object",
        "required": ["v"],
        "properties": {"v": {"type": "integer"}, "kids": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}},
        "additionalProperties": False,
    },
    "Circle": {"required": ["kind", "r"], "properties": {"kind": {"const": "circle"}, "r": {"type": "number"}}},
    "Square": {"required": ["kind", "a"], "properties": {"kind": {"const": "square"}, "a": {"type": "number"}}},
    "Shape": {"oneOf": [{"$ref": "#/$defs/Circle"}, {"$ref": "#/$defs/Square"}]},
    "Group": {"allOf": [{"$ref": "#/$defs/Shape"}, {"properties": {"parts": {"items": {"$ref": "#/$defs/Group"}}}}]},
}  # fmt: skip

PLACES: list[tuple[str, Any, list[tuple[str, str]]]] = [
    ("Tree", {"v": 1, "kids": [{"v": 2}, {"v": "x"}]}, [("/kids/1/v", '"x" is not of type "integer"')]),
    ("Tree", {"v": 1, "w": 2}, [("/w", "is not allowed here")]),
    ("Tree", {}, [("", '"v" is a required property')]),
    ("Tree", [1] * 1000, [("", 'the value is not of type "object"')]),
    ("Shape", {"kind": "circle"}, [("", '"r" is a required property')]),  # the case that the tag names
    ("Shape", {"kind": "star"}, [("", "'kind' names none of 2 schemas")]),
    ("Shape", {"r": 1}, [("", "'kind' is required: it says which of 2 schemas holds")]),
    ("Group", {"kind": "square", "a": 1, "parts": [{"kind": "square"}]}, [("/parts/0", '"a" is a required property')]),
]


@pytest.mark.parametrize(("name", "value", "want"), PLACES)
def test_a_list_of_errors_says_where_and_what(name: str, value: Any, want: list[tuple[str, str]]) -> None:
    wrong = Schema({"$ref": f"#/$defs/{name}"}, DEFINITIONS).check(value)
    assert [(violation.pointer, violation.detail) for violation in wrong] == want


def test_a_deep_value_is_explained_to_its_end() -> None:
    value: Any = {"v": "x"}
    for _ in range(95):
        value = {"v": 1, "kids": [value]}
    wrong = Schema({"$ref": "#/$defs/Tree"}, DEFINITIONS).check(value)
    assert [violation.pointer for violation in wrong] == ["/kids/0" * 95 + "/v"]


@pytest.mark.parametrize("wide", [[{"v": "x"}] * 1000, [{"v": 1}] * 1000 + [{"v": "x"}] * 1000])
def test_a_list_of_errors_is_bounded(wide: list[Any]) -> None:
    assert len(Schema({"items": {"$ref": "#/$defs/Tree"}}, DEFINITIONS).check(wide)) == MAX_VIOLATIONS


VALUES: list[Any] = [
    *(value for _, value, _ in PLACES),
    None, True, 1, 1.0, 1.5, "a", "abcdef", [], [1, 1.0], [True, 1], [[1], [1.0]], [2**70, 2**70],
    {}, {"a": 1}, {"b": "x"}, {"a": 1, "b": 2},
]  # fmt: skip
SCHEMAS: list[Any] = [
    *({"$ref": f"#/$defs/{name}"} for name in DEFINITIONS),
    {"uniqueItems": True},
    {"multipleOf": 0.5},
    {"enum": [*range(40), 1.5, None]},
    {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"type": ["array", "null"]}},
    {"not": {"type": "object"}},
    {"contains": {"const": 1}, "minContains": 2},
    {"propertyNames": {"const": "a"}},
    {"patternProperties": {"^a": {"const": 1}}, "additionalProperties": {"type": "string"}},
    {"properties": {"a": True}, "unevaluatedProperties": False},
    {"prefixItems": [{"const": 1}], "items": {"type": "number"}},
    {"dependentSchemas": {"a": {"required": ["b"]}}},
    {"anyOf": [{"required": ["a"]}, {"type": "integer"}]},
    {"oneOf": [{"minLength": 2}, {"maxLength": 3}, {"type": "number"}]},
    False,
    True,
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_the_verdict_is_the_extensions(schema: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "finite", False)  # else the extension itself is asked
    definitions = Definitions(DEFINITIONS)
    judge = definitions.validator(schema)
    for value in VALUES:
        holds = judge.is_valid(value)
        assert (value, Verdicts().holds(definitions.rule(schema), value)) == (value, holds)
        assert bool(Schema(schema, definitions).check(value)) is not holds
