"""A target that another distribution brings: installed, found by its entry point, generated, checked, overridden."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tools import ROOT

PLUGIN = ROOT / "tests/fixtures/plugin"
NOTES = ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the distribution as pip leaves it; nothing is fetched."""
    folder = tmp_path_factory.mktemp("installed")
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "install", "--quiet", "--offline", "--no-deps", "--no-build-isolation", "--target"]
    done = subprocess.run(
        [*command, str(folder), "--python", sys.executable, str(PLUGIN)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder


def contracts(installed: Path | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("contracts")
    environment = {**os.environ, **({"PYTHONPATH": str(installed)} if installed else {})}
    return subprocess.run([str(program), *arguments], env=environment, cwd=ROOT, capture_output=True, text=True)


def test_it_generates_checks_and_is_overridden(installed: Path, tmp_path: Path) -> None:
    given = [str(NOTES), "--out", str(tmp_path), "--target", "markdown"]
    assert contracts(installed, "generate", *given).returncode == 0
    page = (tmp_path / "markdown/notes.md").read_text()
    assert page.startswith("# Notes: notes\n\n## `GET /notes`\n\n")
    assert contracts(installed, "check", *given).returncode == 0
    (tmp_path / "markdown/notes.md").write_text("mine")
    assert contracts(installed, "check", *given).returncode == 1
    own = tmp_path / "own/markdown"
    own.mkdir(parents=True)
    (own / "tag.md.j2").write_text("{{ view.title }}!\n")
    done = contracts(installed, "generate", *given, "--force", "--templates", str(tmp_path / "own"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "markdown/notes.md").read_text() == "Notes: notes!\n"


def test_a_template_that_asks_for_too_much_is_told_what_there_is(installed: Path, tmp_path: Path) -> None:
    own = tmp_path / "own/markdown"
    own.mkdir(parents=True)
    (own / "tag.md.j2").write_text("# {{ view.titel }}\n")
    given = [str(NOTES), "--out", str(tmp_path), "--target", "markdown", "--templates", str(tmp_path / "own")]
    done = contracts(installed, "generate", *given)
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert "tag.md.j2:1: TagView has no attribute 'titel'; it has: title, operations" in said


def test_without_it_the_error_names_what_there_is(tmp_path: Path) -> None:
    done = contracts(None, "generate", str(NOTES), "--out", str(tmp_path), "--target", "markdown")
    assert done.returncode == 2
    assert "there is no target 'markdown'; there are: python, fastapi, swift, typescript" in " ".join(
        done.stderr.split()
    )
