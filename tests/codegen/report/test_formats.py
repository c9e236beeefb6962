"""How findings are told: each format by what its readers do with it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from codegen import report
from codegen.cli.options import Format
from codegen.diagnostics import Diagnostic, Severity

FOUND = [
    Diagnostic("ref/dangling", Severity.ERROR, "no 'a|b', 100%", "a,b.yaml", 3, 5, "/paths/~1x", "write\nit"),
    Diagnostic("path/slash", Severity.INFO, "<b>bold</b>", "/tmp/x y.yaml", 1, 1),
]
PURPOSES = {"ref/dangling": "every reference leads somewhere"}


def test_the_command_offers_every_format() -> None:
    assert {str(style) for style in Format} == set(report.FORMATS)


def test_json_is_the_diagnostics() -> None:
    found = json.loads(report.write("json", FOUND))["diagnostics"]
    assert [Diagnostic(**{**d, "severity": Severity(d["severity"])}) for d in found] == FOUND


def test_github_commands_are_a_line_each_and_escape_what_would_end_them() -> None:
    lines = report.write("github", FOUND).splitlines()
    assert lines == [
        "::error file=a%2Cb.yaml,line=3,col=5,title=ref/dangling::no 'a|b', 100%25%0Awrite%0Ait",
        "::notice file=/tmp/x y.yaml,line=1,col=1,title=path/slash::<b>bold</b>",
    ]


def test_sarif_names_rules_levels_and_places() -> None:
    run: Any = json.loads(report.write("sarif", FOUND, PURPOSES))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    first, second = run["results"]
    assert [r["level"] for r in run["results"]] == ["error", "note"]
    assert rules[first["ruleIndex"]] == {"id": "ref/dangling", "shortDescription": {"text": PURPOSES["ref/dangling"]}}
    assert rules[second["ruleIndex"]]["id"] == second["ruleId"] == "path/slash"
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a%2Cb.yaml"}, "region": {"startLine": 3, "startColumn": 5}}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///tmp/x%20y.yaml"


def test_markdown_is_one_table_whatever_a_contract_says() -> None:
    rows = report.write("markdown", FOUND).splitlines()
    assert len(rows) == 4
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    assert r"\<b\>" in rows[3]


@pytest.mark.parametrize(("style", "text"), [("text", ""), ("github", ""), ("markdown", "Nothing found.")])
def test_nothing_found(style: str, text: str) -> None:
    assert report.write(style, []) == text
