"""What a hostile document costs lint and the drawing of instances: steps that grow with its size."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.instances import draw
from codegen.instances.judge import Judge
from codegen.lint import lint_documents
from codegen.runtime.validation import Schema
from tests.support.steps import growth


def document(schemas: dict[str, Any]) -> dict[str, Any]:
    last = {"$ref": f"#/components/schemas/{list(schemas)[-1]}"}
    operation = {
        "operationId": "a",
        "requestBody": {"content": {"application/json": {"schema": last}}},
        "responses": {"200": {"description": "ok"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": schemas},
    }


def ref(number: int) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/S{number}"}


def doubled(n: int) -> dict[str, Any]:
    """Each definition refers twice to the next: 2^n ways lead through it."""
    schemas: dict[str, Any] = {"S0": {"type": "object", "properties": {"a": {"type": "string"}}}}
    for number in range(n):
        schemas[f"S{number + 1}"] = {"allOf": [ref(number), ref(number)]}
    schemas[f"S{n}"]["examples"] = [{"a": 1}]
    return schemas


def members(n: int) -> dict[str, Any]:
    schemas: dict[str, Any] = {"S0": {"type": "object", "required": ["x"], "properties": {"x": {"type": "string"}}}}
    for number in range(n):
        schemas[f"S{number + 1}"] = {"type": "object", "properties": {"x": ref(number), "y": ref(number)}}
    schemas[f"S{n}"]["examples"] = [{"x": {}}]
    return schemas


def values(n: int) -> dict[str, Any]:
    return {"S0": {"type": "string", "enum": [f"v{number}" for number in range(n)], "examples": ["w"]}}


def chain(n: int) -> dict[str, Any]:
    schemas: dict[str, Any] = {"S0": {"type": "string"}}
    for number in range(n):
        schemas[f"S{number + 1}"] = ref(number)
    return schemas


def properties(n: int) -> dict[str, Any]:
    return {"S0": {"type": "object", "properties": {f"p{number}": {"type": "string"} for number in range(n)}}}


# The growth of `doubled` is that of all pairs of its definitions, as each one's type has the members of those below.
GROWING: dict[str, tuple[Callable[[int], dict[str, Any]], int, float]] = {
    "allOf: [A, A]": (doubled, 6, 4.5),
    "members": (members, 6, 2.5),
    "enum": (values, 100, 2.5),
    "references": (chain, 20, 4.5),
    "properties": (properties, 25, 2.5),
}


@pytest.mark.parametrize("name", GROWING)
def test_the_steps_of_lint_grow_with_the_document(name: str, tmp_path: Path) -> None:
    make, start, most = GROWING[name]

    def linting(n: int) -> Callable[[], Any]:
        file = tmp_path / f"{n}.json"
        file.write_text(json.dumps(document(make(n))))
        return lambda: lint_documents([file])

    linting(start)()
    assert growth(linting, start) < most


LARGE: dict[str, dict[str, Any]] = {
    "allOf: [A, A], 31 times": doubled(31),
    "an enum of 50,000": values(50_000),
    "an enum of 50,000 numbers": {"S0": {"type": "integer", "enum": [*range(50_000)]}},
}


@pytest.mark.parametrize("name", LARGE)
def test_lint_of_a_large_document_takes_less_than_ten_times_the_goal(name: str, tmp_path: Path) -> None:
    """What the validator does is no step; before, each of these took minutes."""
    (tmp_path / "openapi.json").write_text(json.dumps(document(LARGE[name])))
    begun = time.process_time()
    diagnostics = lint_documents([tmp_path / "openapi.json"])
    assert time.process_time() - begun < 20
    assert diagnostics


def test_a_value_is_judged_once_by_each_of_definitions_that_double() -> None:
    definitions = json.loads(json.dumps(doubled(60)).replace("#/components/schemas/", "#/$defs/"))
    schema = Schema({"$ref": "#/$defs/S60"}, definitions)
    assert schema.check({"a": "x"}) == []
    assert [violation.pointer for violation in schema.check({"a": 1})] == ["/a"]


def required(n: int) -> dict[str, Any]:
    """The smallest value of the last one has 2^n members."""
    return {
        name: {**schema, "required": ["x", "y"]} if number else schema
        for number, (name, schema) in enumerate(members(n).items())
    }


def either(n: int) -> dict[str, Any]:
    """A value fits both cases at every level as soon as it has the member that one of them requires."""
    schemas: dict[str, Any] = {"S0": {"type": "object", "properties": {"a": {"type": "string"}}}}
    for number in range(n):
        schemas[f"S{number + 1}"] = {"oneOf": [ref(number), {"allOf": [ref(number), {"required": ["a"]}]}]}
    return schemas


@pytest.mark.parametrize("make", [doubled, required, either])
@pytest.mark.parametrize("n", [10, 20, 40])
def test_the_parts_that_are_drawn_for_a_value_are_bounded(
    make: Callable[[int], dict[str, Any]], n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = 0
    once = draw._Draw._once

    def counted(self: Any, schema: Any, depth: int) -> Any:
        nonlocal drawn
        drawn += 1
        return once(self, schema, depth)

    monkeypatch.setattr(draw._Draw, "_once", counted)
    definitions = json.loads(json.dumps(make(n)).replace("#/components/schemas/", "#/$defs/"))
    draw.examples(draw.values(Judge(definitions), {"$ref": f"#/$defs/S{n}"}), 1, 0)
    assert drawn <= 20 * draw.MOST  # hypothesis asks for ten times as many values as were wanted
