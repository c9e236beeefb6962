"""The commands of the gates on deliberate violations: each is stopped, and told with file, line and reason."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.tools import ROOT


def contracts(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import sys; from codegen.cli import main; sys.exit(main())", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's contracts, and a server and models generated from them."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "contracts", folder / "contracts")
    (folder / "contracts" / "contracts.toml").write_text(
        'documents = ["openapi.yaml", "asyncapi.yaml"]\n'
        '[targets.python]\nout = "../models"\n[targets.fastapi]\nout = "../server"\nmodels = "models"\n'
    )
    made = contracts(folder, "generate", "--config", "contracts/contracts.toml")
    assert made.returncode == 0, made.stderr
    return folder


def test_what_is_fresh_passes(project: Path) -> None:
    assert contracts(project, "check", "--config", "contracts/contracts.toml").returncode == 0


def flipped(project: Path) -> Path:
    file = project / "server" / "tasks.py"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    return file


def missing(project: Path) -> Path:
    (project / "models" / "task.py").unlink()
    return project / "models" / "task.py"


def stale(project: Path) -> Path:
    file = project / "contracts" / "schemas" / "task.yaml"
    file.write_text(file.read_text().replace("maxLength: 200", "maxLength: 201", 1))
    return file


@pytest.mark.parametrize("drift", [flipped, missing, stale])
def test_drift_is_stopped_and_names_the_file(project: Path, tmp_path: Path, drift: Callable[[Path], Path]) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    changed = drift(copy)
    done = contracts(copy, "check", "--config", "contracts/contracts.toml", "--quick")
    assert done.returncode == 1
    assert changed.name in done.stdout
    assert "contracts generate" in done.stdout + done.stderr  # the command that mends it


TICKET = "/api/v1/websocket/ticket"
EDITS = [
    # file, text, its replacement, where it is told, and what
    ("schemas/task.yaml", "required: [title]", "required: [title, priority]", "schemas/task.yaml", "priority"),
    ("openapi.yaml", f"  {TICKET}:", f"  {TICKET}s:", "paths/websocket.yaml", TICKET),
    ("schemas/frames.yaml", "{ const: connection.ready }", "{ const: open }", "schemas/frames.yaml", "connection"),
    ("asyncapi.yaml", "    address: /api/v1/ws\n", "    address: /api/v2/ws\n", "asyncapi.yaml", "/api/v2/ws"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "told"), EDITS, ids=[edit[0] for edit in EDITS])
def test_a_breaking_edit_of_either_contract_is_stopped(
    project: Path, tmp_path: Path, file: str, old: str, new: str, where: str, told: str
) -> None:
    edited = Path(shutil.copytree(project / "contracts", tmp_path / "contracts"))
    text = (edited / file).read_text()
    assert old in text
    (edited / file).write_text(text.replace(old, new, 1))
    done = contracts(project, "diff", "contracts", str(edited), "--instances", "0")
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert re.search(rf"{re.escape(where)}:\d+:\d+", said), said
    assert told in said


def test_no_edit_breaks_nothing(project: Path) -> None:
    assert contracts(project, "diff", "contracts", "contracts", "--instances", "0").returncode == 0
