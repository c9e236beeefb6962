"""Edits of a valid value: they end, whatever a schema holds."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.fuzz.edits import Editor
from codegen.fuzz.values import Values

TREE = {"$ref": "#/$defs/T"}
CIRCLES: dict[str, Any] = {
    "an optional member": {"type": "object", "required": ["v"], "properties": {"v": {"type": "string"}, "next": TREE}},
    "items": {"type": "object", "properties": {"kids": {"type": "array", "minItems": 1, "items": TREE}}},
    "a branch": {"oneOf": [{"type": "string"}, {"type": "object", "required": ["t"], "properties": {"t": TREE}}]},
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_schema_that_holds_itself_grows_twice(name: str) -> None:
    values = Values({"T": CIRCLES[name]})
    smallest = values.smallest(TREE)
    found = list(Editor({"T": CIRCLES[name]}, values.smallest).edits(smallest, TREE))
    assert 10 < len(found) < 500
    assert len({edit.what for edit in found}) == len(found)
