"""Which case of a union a value is read as: by its tag, else by the first schema that accepts it, at any depth."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from codegen.runtime.model import encode
from codegen.runtime.validation import Definitions, Schema
from tests.gates.subjects import generated

CONTRACT = Path(__file__).parents[2] / "fixtures" / "contracts" / "hostile-requests.yaml"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Definitions]:
    server, models = generated(tmp_path_factory.mktemp("unions"), CONTRACT, "unions")
    return models, Definitions(server.plan().definitions)


def read(package: tuple[Any, Definitions], name: str, value: Any) -> Any:
    models, definitions = package
    schema, adapter = (
        Schema({"$ref": f"#/$defs/{name}"}, definitions),
        TypeAdapter(getattr(models, f"{name}_", None) or getattr(models, name)),
    )
    assert schema.check(value) == []
    result = schema.decode(adapter, value)
    assert encode(adapter, result) == value
    return result


def written(value: Any) -> Any:
    """The classes of a value from its outside to its inside."""
    inner = getattr(value, "n", getattr(value, "of", None))
    inner = inner[0] if isinstance(inner, list) and inner else inner
    return [type(value).__name__, *(written(inner) if inner is not None else [])]


@pytest.mark.parametrize(
    ("name", "value", "want"),
    [
        ("Any", {"n": {"n": 1, "t": "d"}, "t": "c"}, ["C", "D", "int"]),  # a pattern decides, which no type shows
        ("Any", {"n": {"n": 1, "t": "c"}, "t": "d"}, ["D", "C", "int"]),
        ("Any", {"n": 1}, ["C", "int"]),  # both accept it: the first
        ("One", {"n": {"n": 1, "a": ""}, "b": ""}, ["B", "A", "int"]),
        ("Tagged", {"op": "not", "of": {"op": "or", "of": [{"op": "leaf", "value": 1}]}}, ["Not", "All", "Leaf"]),
        ("Any", {"n": 1, "t": "d", "more": {"n": 2}}, ["D", "int"]),
    ],
)
def test_a_case_is_read_as_its_schema_says(package: Any, name: str, value: Any, want: list[str]) -> None:
    assert written(read(package, name, value)) == want


def _any(depth: int, draw: random.Random) -> Any:
    if not depth or draw.random() < 0.1:
        return draw.randint(0, 9)
    return {"n": _any(depth - 1, draw), **({"t": draw.choice("cd")} if draw.random() < 0.6 else {})}


def _tagged(depth: int, draw: random.Random) -> Any:
    if not depth or draw.random() < 0.2:
        return {"op": "leaf", "value": draw.randint(0, 9)}
    if draw.random() < 0.4:
        return {"op": "not", "of": _tagged(depth - 1, draw)}
    return {"op": draw.choice(["and", "or"]), "of": [_tagged(depth - 1, draw) for _ in range(draw.randint(0, 3))]}


@pytest.mark.parametrize(("name", "make"), [("Any", _any), ("Tagged", _tagged)])
def test_reading_and_writing_drawn_values_is_the_identity(
    package: Any, name: str, make: Callable[[int, random.Random], Any]
) -> None:
    draw = random.Random(7)
    for _ in range(200):
        read(package, name, make(8, draw))


def test_models_are_put_together_by_hand(package: Any) -> None:
    models, _ = package
    assert written(models.C(n=models.D(n=models.C(n=1)))) == ["C", "D", "C", "int"]
    assert written(models.C(n={"n": 1})) == ["C", "C", "int"]  # no schema is at hand: the first that may be meant
