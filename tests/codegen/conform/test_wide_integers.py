"""Integers that JavaScript's numbers do not hold, in every place of a contract, through the TypeScript package."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any, cast

import pytest

from codegen.config import Config, Output
from codegen.conform import Tools, typescript
from codegen.conform.subjects import Subject, subjects
from codegen.instances import Judge
from codegen.pipeline import generate
from codegen.plan.typescript.types import Int64
from codegen.render import Renderer, template_folders
from tests.support.tools import require_tool
from tests.support.typescript import compiler

UNKNOWN = """
Wide:
  type: object
  required: [id]
  properties: {id: INT64, any: {}, map: {$ref: '#/components/schemas/Map'}, n: {type: number}}
Map: {type: object, additionalProperties: true}
Any: {}
List: {type: array}
Case: {anyOf: [{type: string}, {$ref: '#/components/schemas/Wide'}, {type: array}]}
""".strip()
HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
BIG = "9007199254740993"
EXACT = [  # in a contract that has int64
    ("Wide", f'{{"id":{BIG},"any":{BIG},"map":{{"a":[{BIG},"{BIG}",1.5]}},"n":1}}'),
    ("Any", BIG),
    ("Any", f'{{"a":[{{"b":-{BIG}}},9007199254740991,0.5,"\\u0000{BIG}"]}}'),
    ("List", f"[{BIG},[{BIG}]]"),
    ("Case", f'{{"id":1,"any":{{"deep":{BIG}}}}}'),
    ("Case", f"[{BIG}]"),
]


def answers(folder: Path, int64: str, option: str, questions: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What comes back, and the values as expressions of TypeScript, which its compiler has taken for their types."""
    require_tool("node")
    text = textwrap.indent(UNKNOWN.replace("INT64", int64), "    ")
    (folder / "openapi.yaml").write_text(f"{HEAD}{text}\n")
    made = generate(Config((folder / "openapi.yaml",), (Output("typescript", folder / "out", {"int64": option}),)))
    contract, tools = made.contract, Tools.found(tsc=str(compiler()))
    tried = subjects(contract, Judge(contract.definitions))
    common: Any = Renderer(template_folders("conform", None)), tools, cast(Int64, option)
    program = typescript.build(folder / "built", made.trees["typescript"], contract, tried, *common)
    found = program.ask(questions)
    named: dict[str, Subject] = {subject.name: subject for subject in tried}
    typed = [(named[name], answer.expression) for (name, _), answer in zip(questions, found, strict=True)]
    assert typescript.check_types(folder / "built", contract, typed, *common) == {}
    return [(answer.text, answer.expression) for answer in found]


def test_where_a_contract_has_int64_what_it_does_not_know_is_exact_too(tmp_path: Path) -> None:
    found = answers(tmp_path, "{type: integer, format: int64}", "bigint", EXACT)
    assert [text for text, _ in found] == [value for _, value in EXACT]
    assert found[1][1] == f"{BIG}n"
    assert "9007199254740991n" not in found[2][1]  # what a number holds is one


@pytest.mark.parametrize(
    ("int64", "option"),
    [
        ("{type: string}", "bigint"),
        ("{type: integer, format: int64}", "number"),
        ("{type: integer, format: int64}", "string"),
    ],
)
def test_elsewhere_it_is_a_number(tmp_path: Path, int64: str, option: str) -> None:
    assert answers(tmp_path, int64, option, [("Any", BIG)]) == [("9007199254740992", "9007199254740992")]
