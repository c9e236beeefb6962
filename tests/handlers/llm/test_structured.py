"""Bounds put on schemas, and what happens when an answer is cut off."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.llm.engine import MLXEngine
from handlers.llm.model import Message
from handlers.llm.structured import TruncatedError, bounded, complete_json

STRING = {"type": "string"}


@pytest.mark.parametrize(
    ("given_schema", "want"),
    [
        (STRING, {"type": "string", "maxLength": 400}),
        ({"type": "string", "maxLength": 7}, {"type": "string", "maxLength": 7}),
        ({"type": "string", "pattern": "^a+$"}, {"type": "string", "pattern": "^a+$"}),
        ({"type": "string", "enum": ["x"]}, {"type": "string", "enum": ["x"]}),
        ({"type": "array", "minItems": 20}, {"type": "array", "minItems": 20, "maxItems": 20}),
        ({"anyOf": [STRING]}, {"anyOf": [{"type": "string", "maxLength": 400}]}),
        ({"const": {"type": "string"}}, {"const": {"type": "string"}}),
        ({"properties": {"type": STRING}}, {"properties": {"type": {"type": "string", "maxLength": 400}}}),
        ({"type": "integer"}, {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}),
        ({"type": "integer", "exclusiveMinimum": 0}, {"type": "integer", "exclusiveMinimum": 0, "maximum": 2**31 - 1}),
        ({"type": "integer", "enum": [2**40]}, {"type": "integer", "enum": [2**40]}),
        (
            {"type": "object", "properties": {}},
            {"type": "object", "properties": {}, "additionalProperties": False},
        ),
        ({"type": "object"}, {"type": "object"}),
        (
            {"allOf": [{"type": "object", "properties": {"a": {"type": "object", "properties": {}}}}]},
            {
                "allOf": [
                    {
                        "type": "object",
                        "properties": {"a": {"type": "object", "properties": {}, "additionalProperties": False}},
                    }
                ]
            },
        ),
    ],
)
def test_open_ends_are_bounded(given_schema: dict[str, Any], want: dict[str, Any]) -> None:
    assert bounded(given_schema) == want


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=4), children, max_size=3),
    max_leaves=10,
)


@given(JSON)
def test_bounding_never_changes_data_and_never_widens(value: Any) -> None:
    schema = {"anyOf": [STRING, {"type": "array", "items": STRING}, {"const": value}]}
    narrowed = bounded(schema)
    assert narrowed["anyOf"][2] == {"const": value}
    if jsonschema_rs.is_valid(narrowed, value):
        assert jsonschema_rs.is_valid(schema, value)


async def test_a_cut_answer_is_asked_for_again_with_more_room(engine: MLXEngine) -> None:
    schema = {"type": "object", "properties": {"a": {"const": "a much longer word"}}, "required": ["a"]}
    value, answer = await complete_json(engine, [Message("user", "go")], schema, max_tokens=4, attempts=3)
    assert value == {"a": "a much longer word"} == json.loads(answer.text)


async def test_an_answer_that_never_fits_is_an_error(engine: MLXEngine) -> None:
    schema = {"type": "object", "properties": {"a": {"const": "abcdefgh" * 20}}, "required": ["a"]}
    with pytest.raises(TruncatedError, match="2 attempts, the last with 4 tokens"):
        await complete_json(engine, [Message("user", "go")], schema, max_tokens=2)
