"""`make corpus`: on hard documents of our own at every change, on the whole corpus where it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.tools import ROOT, require_path, require_tool

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


def test_hard_documents_generate_and_serve() -> None:
    found = measured(str(HARD), "--only", "generate,python")
    assert broken(found) == []
    assert {row["name"] for row in found["documents"]} == {f"hard/{file.name}" for file in HARD.glob("*.yaml")}


def test_a_broken_promise_is_seen(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: [no]\n\ta: b\n")
    assert len(broken(measured(str(tmp_path), "--only", "generate"))) == 1


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_the_corpus_without_swift() -> None:
    require_path(CORPUS, "../shared/corpus")
    require_tool("node")
    found = measured("--only", "generate,python,mypy,typescript,suite")
    assert broken(found) == []
    assert [score["wrong"] for score in found["suite"]] == [[], []]


@pytest.mark.weekly
@pytest.mark.timeout(4 * 3600)
def test_the_whole_corpus() -> None:
    require_path(CORPUS, "../shared/corpus")
    require_tool("swift")
    assert broken(measured()) == []
