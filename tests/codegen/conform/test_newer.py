"""What a later contract may send: each place that can be newer is, once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.conform.newer import MEMBER, UNKNOWN, newer
from codegen.contract import Contract, Ref
from codegen.pipeline import load_contract

TORTURE = Path(__file__).parents[2] / "fixtures/contracts/torture/contract/openapi.yaml"
LATER = {MEMBER: UNKNOWN}
CASES: list[tuple[str, Any, list[Any]]] = [
    ("Order", "ASC", ["later value"]),
    ("Point", {"x": 1, "y": 2}, [{"x": 1, "y": 2, **LATER}]),
    ("Closed", {}, [LATER]),
    ("TypedExtra", {"name": "a"}, []),
    ("Enums", {"numbers": 1, "list": ["a"]}, [
        {"numbers": 1, "list": ["a"], **LATER},
        {"numbers": 987654321, "list": ["a"]},
        {"numbers": 1, "list": ["later value"]},
    ]),
    ("Shape", {"kind": "circle", "radius": 1}, [
        {"kind": "later case", "later": UNKNOWN},
        {"kind": "circle", "radius": 1, **LATER},
    ]),
    ("Value", "text", [{"laterCase": UNKNOWN}]),
]  # fmt: skip


@pytest.fixture(scope="module")
def contract() -> Contract:
    return load_contract([TORTURE])[0]


@pytest.mark.parametrize(("name", "value", "want"), CASES, ids=[name for name, _, _ in CASES])
def test_newer(contract: Contract, name: str, value: Any, want: list[Any]) -> None:
    assert sorted(map(json.dumps, newer(contract.types, Ref(name), value))) == sorted(map(json.dumps, want))
