"""Reading and comparing documents: the steps grow with the size of the documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from codegen.cli import main
from codegen.pipeline import load_contract
from tests.support.commands import invoke
from tests.support.steps import growth

REFERENCE = {"$ref": "#/components/schemas/A"}


def document(schema: Any, components: Mapping[str, Any] | None = None, *, operations: int = 1) -> dict[str, Any]:
    response = {"description": "d", "content": {"application/json": {"schema": REFERENCE}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            f"/p{n}": {"get": {"operationId": f"get{n}", "tags": ["t"], "responses": {"200": response}}}
            for n in range(operations)
        },
        "components": {"schemas": {"A": schema, **(components or {})}},
    }


def reference(number: int) -> Any:
    return {"$ref": f"#/components/schemas/S{number}"}


def chain(n: int) -> dict[str, Any]:
    return {**{f"S{i}": reference(i + 1) for i in range(n)}, f"S{n}": {"type": "string"}}


def parts(n: int, more: Mapping[str, Any]) -> dict[str, Any]:
    return {"allOf": [{"type": "object", "properties": {f"p{i}": {}}, **more} for i in range(n)]}


# What grows by n, and the n at which its steps are counted.
GROWING: dict[str, tuple[int, Callable[[int], Any]]] = {
    "values of an enum": (100, lambda n: document({"enum": [f"v{i}" for i in range(n)]})),
    "values of a typed enum": (100, lambda n: document({"type": "string", "enum": [f"v{i}" for i in range(n)]})),
    "numbers of an enum": (100, lambda n: document({"type": "integer", "enum": list(range(n))})),
    "values that a const repeats": (100, lambda n: document({"oneOf": [{"const": f"v{i}"} for i in range(n)]})),
    "properties": (50, lambda n: document({"type": "object", "properties": {f"p{i}": {} for i in range(n)}})),
    "required names": (50, lambda n: document({"type": "object", "required": [f"p{i}" for i in range(n)]})),
    "schemas": (25, lambda n: document({}, {f"S{i}": {"type": "string", "description": "d"} for i in range(n)})),
    "operations": (20, lambda n: document({"type": "string"}, operations=n)),
    "examples": (300, lambda n: document({"type": "string", "examples": [f"e{i}" for i in range(n)]})),
    "a chain of references": (25, lambda n: document(reference(0), chain(n))),
    "parts of an allOf": (25, lambda n: document(parts(n, {}))),
    "parts that close the object": (25, lambda n: document(parts(n, {"unevaluatedProperties": False}))),
    "parts that limit all others": (25, lambda n: document(parts(n, {"additionalProperties": {"type": "string"}}))),
    "parts with a pattern of names": (25, lambda n: document(parts(n, {"patternProperties": {"^x-": {}}}))),
    "parts with a required name": (25, lambda n: document(parts(n, {"required": ["p0"]}))),
}  # fmt: skip


def write(folder: Path, name: str, value: Any) -> Path:
    (folder / name).write_text(json.dumps(value))
    return folder / name


def load(folder: Path, make: Callable[[int], Any], n: int) -> Callable[[], object]:
    file = write(folder, f"{n}.json", make(n))
    return lambda: load_contract([file])


def diff(folder: Path, make: Callable[[int], Any], n: int) -> Callable[[], object]:
    """Against a document with one part more."""
    old, new = write(folder, f"{n}.json", make(n)), write(folder, f"{n}-more.json", make(n + 1))
    return lambda: invoke(main, ["diff", str(old), str(new), "--instances", "0", "--json"])


@pytest.mark.gate
@pytest.mark.parametrize("command", [load, diff])
@pytest.mark.parametrize("name", GROWING)
def test_the_steps_grow_with_the_document(tmp_path: Path, command: Any, name: str) -> None:
    start, make = GROWING[name]
    command(tmp_path, make, 1)()  # imports and caches
    assert growth(lambda n: command(tmp_path, make, n), start) < 2.6
