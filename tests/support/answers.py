"""Values of the shapes that the assistant's contract declares, for servers that tests play."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from codegen.pipeline import load_contract
from tests.support.tools import ROOT

ID = "3f2b8c52-6f0e-4a53-9d43-0f1c6f2f8a11"


@cache
def definitions() -> Mapping[str, Any]:
    return load_contract([ROOT / "contracts/openapi.yaml"])[0].definitions


def filled(schema: Any, text: str) -> Any:
    """A value of the contract's shape, with `text` in every place where the schema has no fixed words."""
    if "$ref" in schema:
        return filled(definitions()[schema["$ref"].rpartition("/")[2]], text)
    for fixed in ("const", "enum"):
        if fixed in schema:
            return schema[fixed] if fixed == "const" else schema[fixed][0]
    if "properties" in schema:
        members = {name: filled(member, text) for name, member in schema["properties"].items()}
        return {name: value for name, value in members.items() if name != "nextCursor"}
    match schema.get("type"):
        case "array":
            return [filled(schema["items"], text)]
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case "string":
            return {"uuid": ID, "date-time": "2026-11-24T10:00:00Z"}.get(schema.get("format"), text)
    raise AssertionError(f"no value for {schema}")
