"""`contracts status` lists what a contract guards, and where it is open all the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen import config
from codegen.status import read_status

ATTACK = Path(__file__).parents[1] / "fixtures/attack/security-open.yaml"
GUARDED = {
    "admin  GET /admin": "key",
    "q  GET /q": "q",
    "both  GET /both": "key and q",
    "basic  GET /basic": "b",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(ATTACK, tmp_path / "api.yaml")
    (tmp_path / "handlers").mkdir()
    (tmp_path / "contracts.toml").write_text(
        'documents = ["api.yaml"]\nhandlers = "handlers"\n[targets.fastapi]\nout = "server"\n'
    )
    return tmp_path


def test_status_lists_guarded_operations(project: Path) -> None:
    status = read_status(config.read(project / "contracts.toml"))
    assert {one.name: one.security for one in status.guarded} == GUARDED
    assert status.open == ()


@pytest.mark.parametrize("value", ["OPEN", "server.OPEN", "codegen.runtime.call.OPEN"])
def test_status_says_where_it_is_open(project: Path, value: str) -> None:
    (project / "handlers/app.py").write_text(f"app = create_app(\n    authenticate={value},\n)\n")
    (project / "handlers/other.py").write_text("app = create_app(authenticate=by_key)\nopen = OPEN\n")
    (place,) = read_status(config.read(project / "contracts.toml")).open
    assert place.endswith("handlers/app.py:2")


def test_the_command_prints_both(project: Path) -> None:
    (project / "handlers/app.py").write_text("app = create_app(authenticate=OPEN)\n")
    command = [str(Path(sys.executable).with_name("contracts")), "status"]
    text = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout
    assert "both  GET /both  by key and q" in text
    assert "handlers/app.py:1: authenticate=OPEN serves what is guarded" in text
    assert "4 guarded" in text
    found = json.loads(subprocess.run([*command, "--json"], cwd=project, capture_output=True, check=True).stdout)
    assert {one["name"]: one["security"] for one in found["guarded"]} == GUARDED
    assert found["open"] == ["handlers/app.py:1"]
