"""Instances: every one is valid, whatever the schema asks; the same seed gives the same; where there is none, none."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.instances import Judge, examples, values

DEFINITIONS: dict[str, Any] = {
    "Tree": {"type": "object", "required": ["children"], "properties": {
        "children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}},
    "Sum": {"type": "object", "required": ["left", "right"], "properties": {
        "left": {"$ref": "#/$defs/Term"}, "right": {"$ref": "#/$defs/Term"}}},
    "Term": {"oneOf": [{"$ref": "#/$defs/Sum"}, {"type": "number"}]},
    "Endless": {"type": "object", "required": ["more"], "properties": {"more": {"$ref": "#/$defs/Endless"}}},
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
    "Dog": {"type": "object", "required": ["kind", "barks"], "properties": {
        "kind": {"type": "string"}, "barks": {"type": "boolean"}}},
    "Период": {"type": "string", "minLength": 3},
}  # fmt: skip
SCHEMAS: list[Any] = [
    True,
    {},
    {"type": "integer", "minimum": 3, "exclusiveMaximum": 5},
    {"type": "integer", "format": "int64"},
    {"type": "integer", "minimum": 2**53 + 1},
    {"type": "integer", "multipleOf": 7, "minimum": 1, "maximum": 40},
    {"type": "number", "multipleOf": 0.01},
    {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    {"type": "string", "minLength": 3, "maxLength": 4},
    {"type": "string", "pattern": "^[a-f]{2}\\d+$"},
    {"type": "string", "pattern": "^\\p{L}+$"},
    *(
        {"type": "string", "format": f}
        for f in ("date-time", "date", "time", "duration", "uuid", "uri", "email", "ipv6")
    ),
    {"type": ["string", "null"], "enum": ["a", "b", None]},
    {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 4, "uniqueItems": True},
    {"type": "array", "prefixItems": [{"type": "string"}, {"type": "boolean"}], "items": False, "minItems": 2},
    {"type": "array", "contains": {"const": "x"}},
    {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}, "additionalProperties": {"type": "integer"}},
    {"type": "object", "patternProperties": {"^x-": {"type": "string"}}, "additionalProperties": False},
    {"type": "object", "required": ["a"], "minProperties": 2, "maxProperties": 3},
    {"type": "object", "properties": {"a": {}, "b": {}}, "dependentRequired": {"a": ["b"]}},
    {"properties": {"c": {"const": "NL"}}, "if": {"required": ["c"]}, "then": {"required": ["p"]}},
    {"allOf": [{"properties": {"a": {"minimum": 5}}}, {"type": "object", "properties": {"a": {"type": "integer"}}}]},
    {"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 2}]},
    {"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "type": "object"},
    {"not": {"type": "string"}},
    {"type": "object", "properties": {"a": {"type": "string"}}, "unevaluatedProperties": False},
    *({"$ref": f"#/$defs/{name}"} for name in DEFINITIONS if name != "Endless"),
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=json.dumps)
def test_every_instance_is_valid(schema: Any) -> None:
    found = examples(values(Judge(DEFINITIONS), schema), 30, 0)
    assert found
    quoted = json.loads(json.dumps(schema).replace("\\u041f\\u0435\\u0440\\u0438\\u043e\\u0434", "Period"))
    whole = {"$defs": {**DEFINITIONS, "Period": DEFINITIONS["Период"]}, "allOf": [quoted]}
    judge = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)  # not the one that confirmed them
    assert [value for value in found if not judge.is_valid(value)] == []


@pytest.mark.parametrize(
    "schema", [False, {"type": "string", "minLength": 2, "maxLength": 1}, {"$ref": "#/$defs/Endless"}]
)
def test_where_there_is_no_value_none_is_made(schema: Any) -> None:
    assert examples(values(Judge(DEFINITIONS), schema), 5, 0) == []


def test_the_same_seed_makes_the_same() -> None:
    made = [examples(values(Judge(DEFINITIONS), {"$ref": "#/$defs/Tree"}), 10, seed) for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]


def test_undeclared_members_only_where_they_are_asked_for() -> None:
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {}}}
    plain, wide = (examples(values(Judge({}), schema, wide=wide), 40, 0) for wide in (False, True))
    assert {name for value in plain for name in value} <= {"a", "b"}
    assert {name for value in wide for name in value} - {"a", "b"}


def test_a_discriminator_names_its_case() -> None:
    schema = {
        "anyOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"meow": "#/$defs/Cat", "woof": "#/$defs/Dog"}},
    }
    found = examples(values(Judge(DEFINITIONS), schema), 30, 0)
    assert {value["kind"] for value in found} == {"meow", "woof"}
    assert all("barks" in value for value in found if value["kind"] == "woof")


@given(st.data())
def test_a_strategy_is_one_like_others(data: st.DataObject) -> None:
    value = data.draw(values(Judge(DEFINITIONS), {"$ref": "#/$defs/Sum"}))
    assert set(value) >= {"left", "right"}
