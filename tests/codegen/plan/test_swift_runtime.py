"""Which files of the Swift runtime a package gets: those that its types need, whatever their names look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.plan.swift.target import RUNTIME, plan
from tests.support.contracts import contract_of, schemas

CASES = {
    "nothing": ("Words: { type: object, properties: { a: { type: string } } }", set()),
    "names of types": (
        "BoolLike: { type: string }\n    DoubleTimestamp: { $ref: '#/components/schemas/BoolLike' }\n    "
        "NeverMind: { type: object, properties: { a: { $ref: '#/components/schemas/DoubleTimestamp' } } }",
        set(),
    ),
    "boolean": ("A: { type: object, properties: { a: { type: boolean } } }", {"JSONBool"}),
    "number": ("A: { type: array, items: { type: number } }", {"JSONNumber"}),
    "map": ("A: { type: object, additionalProperties: { type: string } }", {"JSONMap"}),
    "null": ("A: { type: object, properties: { a: { type: [string, 'null'] } } }", {"JSONNullable"}),
    "time": ("A: { type: object, properties: { a: { type: string, format: date-time } } }", {"Timestamp"}),
    "constant": ("A: { type: object, required: [a], properties: { a: { const: x } } }", {"JSONConstant"}),
    "true or false": ("A: { type: boolean, enum: [true] }", {"JSONBool"}),
}


@pytest.mark.parametrize("name", CASES)
def test_types_bring_their_files(name: str, tmp_path: Path) -> None:
    given, want = CASES[name]
    contract = schemas(tmp_path, f"    {given}\n")
    files = {file.path.rpartition("/")[2] for file in plan(contract, {}) if "/Runtime/" in file.path}
    assert {file.removesuffix(".swift") for file in files} - {*RUNTIME} == want


def test_a_channel_brings_no_file_that_its_messages_do_not_need(tmp_path: Path) -> None:
    contract, _ = contract_of(
        tmp_path,
        """
        asyncapi: 3.0.0
        info: { title: T, version: "1" }
        channels:
          echo: { address: /echo, messages: { Text: { payload: { type: string } } } }
        operations:
          receive: { action: receive, channel: { $ref: "#/channels/echo" } }
          answer: { action: send, channel: { $ref: "#/channels/echo" } }
        """,
        "asyncapi.yaml",
    )
    files = {file.path.rpartition("/")[2] for file in plan(contract, {}) if "/Runtime/" in file.path}
    assert {file.removesuffix(".swift") for file in files} - {*RUNTIME} == {"ChannelConnection"}
