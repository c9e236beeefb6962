"""`make corpus`: on hard documents of our own at every change, on the whole corpus where it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.tools import ROOT, require_path, require_tool
from tests.support.typescript import compiler
from tools.corpus.instances import NO_TIME, Survival
from tools.corpus.measure import Row
from tools.corpus.report import survive

HARD = ROOT / "tests/fixtures/contracts/hard"
CORPUS = ROOT.parent / "shared/corpus"


def measured(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tools.corpus", "--json", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def broken(found: dict[str, Any]) -> list[str]:
    return [
        f"{row['name']}: {promise}: {verdict['said']}"
        for row in found["documents"]
        for promise, verdict in row["verdicts"].items()
        if not verdict["ok"]
    ]


def _survivals(row: dict[str, Any]) -> list[Survival]:
    return [Survival(**one) for one in row["survivals"]]


def test_hard_documents_generate_and_serve() -> None:
    found = measured(str(HARD), "--only", "generate,python")
    assert broken(found) == []
    assert {row["name"] for row in found["documents"]} == {f"hard/{file.name}" for file in HARD.glob("*.yaml")}


def test_a_broken_promise_is_seen(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: [no]\n\ta: b\n")
    assert len(broken(measured(str(tmp_path), "--only", "generate"))) == 1


SMALL = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components: {schemas: {Pet: {type: object, required: [id], properties: {id: {type: integer, format: int64}}}}}
"""


def test_instances_go_through_each_language(tmp_path: Path) -> None:
    compiler()
    (tmp_path / "openapi.yaml").write_text(SMALL)
    [row] = measured(str(tmp_path), "--only", "generate,instances")["documents"]
    assert {one["language"] for one in row["survivals"]} == {"python", "typescript", "typescript types"}
    assert all(one["tried"] == one["survived"] > 0 and not one["why"] for one in row["survivals"])


def test_what_had_no_time_is_said(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SMALL)
    [row] = measured(str(tmp_path), "--only", "generate,swift-instances", "--swift-instances", "0")["documents"]
    assert [(one["language"], one["why"]) for one in row["survivals"]] == [("swift", NO_TIME)]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([Survival("swift", 1000, 990)], True),
        ([Survival("swift", 1000, 989)], False),
        ([Survival("swift", 10, 9), Survival("swift", 990, 990)], True),
        ([Survival("swift", 10, 9), Survival("python", 990, 990)], False),
        ([Survival("swift", 1000, 1000), Survival("swift", why=NO_TIME)], True),
        ([Survival("swift", 1000, 1000), Survival("swift", why="it does not compile")], False),
    ],
)
def test_enough_come_back_in_every_language(found: list[Survival], kept: bool) -> None:
    assert survive([Row("a", "openapi 3.1.0", survivals=[one]) for one in found]) is kept


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_the_corpus_without_swift() -> None:
    require_path(CORPUS, "../shared/corpus")
    require_tool("node")
    found = measured("--only", "generate,python,mypy,typescript,instances,suite")
    assert broken(found) == []
    assert survive([Row(row["name"], row["says"], survivals=_survivals(row)) for row in found["documents"]])
    assert [score["wrong"] for score in found["suite"]] == [[], []]


@pytest.mark.weekly
@pytest.mark.timeout(4 * 3600)
def test_the_whole_corpus() -> None:
    require_path(CORPUS, "../shared/corpus")
    require_tool("swift")
    found = measured()
    assert broken(found) == []
    assert survive([Row(row["name"], row["says"], survivals=_survivals(row)) for row in found["documents"]])
