"""names.lock as the commands treat it: written, read, missed, found stale, forgotten, broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAD = """\
openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    T:
      type: object
      properties:
"""
CONFIG = 'documents = ["openapi.yaml"]\n\n[targets.python]\nout = "models"\n'


def contracts(folder: Path, *arguments: str) -> tuple[int, str]:
    program = Path(sys.executable).with_name("contracts")
    done = subprocess.run([str(program), *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def write(folder: Path, *members: str) -> None:
    (folder / "openapi.yaml").write_text(HEAD + "".join(f"        {name}: {{type: string}}\n" for name in members))
    (folder / "contracts.toml").write_text(CONFIG)


def test_it_is_beside_the_configuration_and_pins_what_was_there(tmp_path: Path) -> None:
    write(tmp_path, "foo_bar")
    assert contracts(tmp_path, "generate")[0] == 0
    lock, models = tmp_path / "names.lock", tmp_path / "models/t.py"
    assert 'T = ["foo_bar"]' in lock.read_text()
    write(tmp_path, "foo_bar", "FooBar")
    code, said = contracts(tmp_path, "check")
    assert code == 1 and "names.lock" in said and "stale" in said
    assert contracts(tmp_path, "generate")[0] == 0
    assert "    foo_bar: str" in models.read_text() and 'alias="FooBar"' in models.read_text()
    assert 'T = ["FooBar -> foo bar 2", "foo_bar"]' in lock.read_text()
    assert contracts(tmp_path, "check")[0] == 0
    assert contracts(tmp_path, "generate", "--forget-names")[0] == 0
    assert 'T = ["FooBar", "foo_bar -> foo bar 2"]' in lock.read_text()
    assert contracts(tmp_path, "check")[0] == 0


def test_without_it_check_says_so(tmp_path: Path) -> None:
    write(tmp_path, "a")
    contracts(tmp_path, "generate")
    (tmp_path / "names.lock").unlink()
    for how in ([], ["--quick"]):
        code, said = contracts(tmp_path, "check", *how)
        assert code == 1 and "names.lock" in said
    assert contracts(tmp_path, "generate")[0] == 0
    assert contracts(tmp_path, "check")[0] == 0


def test_documents_alone_have_it_in_the_output_folder(tmp_path: Path) -> None:
    write(tmp_path, "a")
    assert contracts(tmp_path, "generate", "openapi.yaml", "--out", "sdk", "--target", "python")[0] == 0
    assert (tmp_path / "sdk/names.lock").exists() and not (tmp_path / "names.lock").exists()


def test_a_dry_run_writes_none(tmp_path: Path) -> None:
    write(tmp_path, "a")
    assert contracts(tmp_path, "generate", "--dry-run")[0] == 0
    assert not (tmp_path / "names.lock").exists()


def test_a_conflict_of_a_merge_is_told_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "a")
    contracts(tmp_path, "generate")
    (tmp_path / "names.lock").write_text("<<<<<<< ours\n")
    write(tmp_path, "a", "b")
    code, said = contracts(tmp_path, "generate")
    assert code == 2 and "names.lock:1:" in said and "Traceback" not in said
