"""Target python with `open = true`: models of a client keep what a newer server says, and give it back unchanged."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from codegen.config import Config, ConfigError, Output
from codegen.pipeline import generate
from codegen.plan.python.target import plan
from codegen.runtime.model import decode, encode
from tests.support.contracts import schemas
from tests.support.tools import ROOT

SOURCE = """
openapi: 3.1.0
info: {title: Shapes, version: '1'}
paths: {}
components:
  schemas:
    Colour: {type: string, enum: [red, green]}
    Level: {type: integer, enum: [1, 2]}
    Circle: {type: object, required: [kind, r], properties: {kind: {const: circle}, r: {type: number}}}
    Square:
      type: object
      required: [kind]
      properties: {kind: {const: square}, colour: {$ref: '#/components/schemas/Colour'}}
    Line: {type: object, required: [kind, x], properties: {kind: {const: line}, x: {type: integer}}}
    Round: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Line'}]}
    Shape: {oneOf: [{$ref: '#/components/schemas/Circle'}, {$ref: '#/components/schemas/Square'}]}
    Either: {oneOf: [{$ref: '#/components/schemas/Square'}, {$ref: '#/components/schemas/Round'}]}
    Sole: {type: object, required: [kind], properties: {kind: {const: sole}, also: {type: integer}}}
    Other: {type: object, required: [v, is-a], properties: {is-a: {const: x}, v: {type: integer}}}
    Apart: {anyOf: [{$ref: '#/components/schemas/Sole'}, {$ref: '#/components/schemas/Other'}]}
    Plain: {type: object, required: [also], properties: {also: {type: integer}}}
    Beside: {anyOf: [{$ref: '#/components/schemas/Sole'}, {$ref: '#/components/schemas/Plain'}]}
    Loose: {anyOf: [{type: integer}, {$ref: '#/components/schemas/Line'}]}
    Tree: {type: object, required: [value], properties: {value: {$ref: '#/components/schemas/Node'}}}
    Node: {oneOf: [{$ref: '#/components/schemas/Tree'}, {type: string}]}
    Drawing:
      type: object
      required: [shapes]
      properties:
        shapes: {type: array, items: {$ref: '#/components/schemas/Shape'}}
        level: {anyOf: [{$ref: '#/components/schemas/Level'}, {type: 'null'}]}
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, Any]]:
    """The package of clients and that of servers."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "openapi.yaml").write_text(SOURCE)
    for name, options in (("open_models", {"open": True}), ("closed_models", {})):
        config = Config((folder / "openapi.yaml",), (Output("python", folder / name, options),))
        for file, text in generate(config).trees["python"].items():
            (folder / name).mkdir(exist_ok=True)
            (folder / name / file).write_text(text)
    sys.path.insert(0, str(folder))
    try:
        yield {True: importlib.import_module("open_models"), False: importlib.import_module("closed_models")}
    finally:
        sys.path.remove(str(folder))


KNOWN: list[tuple[str, Any, str]] = [
    ("Colour", "red", "str"),
    ("Level", 2, "int"),
    ("Shape", {"kind": "circle", "r": 1.5, "later": None}, "Circle"),
    ("Shape", {"kind": "square", "colour": "green"}, "Square"),
    ("Either", {"kind": "line", "x": 1}, "Line"),
    ("Either", {"kind": "square"}, "Square"),
    ("Beside", {"kind": "sole", "also": 1}, "Sole"),
    ("Beside", {"also": 1}, "Plain"),
    ("Loose", 3, "int"),
    ("Loose", {"kind": "line", "x": 1}, "Line"),
    ("Node", {"value": {"value": "x"}}, "Tree"),
]
NEWER: list[tuple[str, Any]] = [
    ("Colour", "mauve"),
    ("Level", 2**63),
    ("Shape", {"kind": "hexagon", "sides": [6, None]}),
    ("Shape", {"kind": "square", "colour": "mauve"}),
    ("Either", {"kind": "hexagon"}),
    ("Apart", {"later": 1}),
    ("Apart", {"v": 1}),
    ("Apart", {"kind": "other"}),
    ("Loose", ["new"]),
    ("Drawing", {"shapes": [{"kind": "hexagon"}, {"kind": "circle", "r": 1}], "level": 3}),
    ("Node", {"value": {"value": 7}}),
]


@pytest.mark.parametrize("client", [True, False])
@pytest.mark.parametrize(("name", "value", "kind"), KNOWN)
def test_what_is_known_is_typed(models: dict[bool, Any], client: bool, name: str, value: Any, kind: str) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(models[client], name))
    found = decode(adapter, value)
    assert type(found).__name__ == kind
    assert encode(adapter, found) == value


@pytest.mark.parametrize(("name", "value"), NEWER)
def test_what_is_newer_is_kept_by_a_client_and_refused_by_a_server(
    models: dict[bool, Any], name: str, value: Any
) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(models[True], name))
    assert encode(adapter, decode(adapter, value)) == value
    with pytest.raises(ValidationError):
        decode(TypeAdapter(getattr(models[False], name)), value)


def test_the_constructor_fills_in_what_reading_asks_for(models: dict[bool, Any]) -> None:
    for package in models.values():
        for model, given, want in (
            (package.Sole, {}, {"kind": "sole"}),
            (package.Circle, {"r": 1}, {"kind": "circle", "r": 1}),
            (package.Other, {"v": 1}, {"is-a": "x", "v": 1}),
            (package.Other, {"v": 1, "is-a": "x"}, {"is-a": "x", "v": 1}),
            (package.Other, {"v": 1, "is_a": "x"}, {"is-a": "x", "v": 1}),
        ):
            assert encode(TypeAdapter(model), model(**given)) == want
        for read in (TypeAdapter(package.Sole).validate_python, package.Sole.model_validate):
            with pytest.raises(ValidationError, match="kind"):
                read({})


def test_open_models_are_typed(models: dict[bool, Any]) -> None:
    folder = Path(models[True].__file__).parents[1]
    flags = ["--strict", "--config-file=", "--no-incremental", "-popen_models"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *flags],
        cwd=folder, env={"MYPYPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [({"pakage": 1}, "no option 'pakage'; it has open"), ({"open": "yes"}, "must be true or false")],
)
def test_options_that_are_refused(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        list(plan(schemas(tmp_path, "T: {type: string}"), options))
