"""action.yml: each of its steps, run as GitHub runs it, on a repository with the notes contract."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.tools import ROOT

NOTES = ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS: Mapping[str, Mapping[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
CONFIG = """documents = ["openapi.yaml"]
[targets.python]
out = "../generated/models"
"""


def run(repository: Path, step: str, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A step's script, its inputs passed by the environment as action.yml says."""
    given = {name: known["default"] for name, known in ACTION["inputs"].items()} | {"base": ""} | inputs
    known = {f"inputs.{name}": value for name, value in given.items()} | {"github.action_path": str(ROOT)}
    env = {
        name: re.sub(r"\$\{\{\s*([\w.-]+)\s*}}", lambda found: known[found[1]], value)
        for name, value in STEPS[step]["env"].items()
    }
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    summary = repository.parent / "summary.md"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", STEPS[step]["run"]],
        cwd=repository,
        env={**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(summary), **env},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "contracts").mkdir(parents=True)
    shutil.copy(NOTES, root / "contracts")
    (root / "contracts/contracts.toml").write_text(CONFIG)
    _git(root, "init", "-q", "-b", "main")
    generate(root)
    commit(root)
    return root


def generate(root: Path) -> None:
    subprocess.run([Path(sys.executable).with_name("contracts"), "generate", "-q"], cwd=root / "contracts", check=True)


def commit(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "-c", "user.name=t", "-c", "user.email=t@example", "commit", "-qm", "x")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)


def test_nothing_stops_what_is_sound(repository: Path) -> None:
    for step in ("Generated code is up to date", "Lint", "Breaking changes", "Fuzz the running server"):
        done = run(repository, step, config="contracts", base="main")
        assert done.returncode == 0, (step, done.stdout + done.stderr)


def test_drift_stops_with_the_line(repository: Path) -> None:
    file = repository / "generated/models/note.py"
    file.write_text(file.read_text().replace("class Note", "class Memo", 1))
    done = run(repository, "Generated code is up to date", config="contracts")
    assert done.returncode == 1
    assert re.search(r"^::error file=generated/models/note\.py,line=\d+", done.stdout, re.MULTILINE), done.stdout


def test_a_breaking_change_stops_and_is_summarised(repository: Path) -> None:
    contract = repository / "contracts/openapi.yaml"
    contract.write_text(contract.read_text().replace("maxLength: 1000", "maxLength: 20"))
    generate(repository)
    done = run(repository, "Breaking changes", config="contracts", base="main")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=contracts/openapi.yaml,line=" in done.stdout
    assert "maxLength" in (repository.parent / "summary.md").read_text()


def test_what_lint_finds_stops(repository: Path) -> None:
    contract = repository / "contracts/openapi.yaml"
    contract.write_text(contract.read_text().replace("operationId: listNotes", "operationId: getNote"))
    assert run(repository, "Lint", config="contracts").returncode == 0
    done = run(repository, "Lint", config="contracts", strict="true")
    assert done.returncode == 1, done.stdout
    assert "::warning file=contracts/openapi.yaml,line=70," in done.stdout


def test_hooks_call_commands_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in hooks:
        program, command, *_ = hook["entry"].split()
        known = subprocess.run([Path(sys.executable).with_name(program), command, "--help"], capture_output=True)
        assert known.returncode == 0, hook["entry"]
