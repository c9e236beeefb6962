"""T13, a byte that leaves the machine: what libraries send is switched off before any of them is imported."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.security.telemetry import SWITCHES
from tests.support.egress import Observation, clean_environment, files_in, observe, require_method
from tests.support.hostile import HOSTILE_ENV
from tests.support.tools import ROOT

LIBRARIES = {"onnxruntime", "chromadb", "huggingface_hub", "transformers", "hf_xet", "mlx_lm", "opentelemetry"}
"""Those that read the switches, and those that import them."""
ENTRY_POINTS = ["clients.cli.main", "handlers.serve", "handlers.llm.models", "handlers.llm.blas"]
WATCH = f"""
import importlib, os, sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in {LIBRARIES!r}:
            for switch, value in {dict(SWITCHES)!r}.items():
                assert os.environ.get(switch) == value, f"{{name}} was imported before {{switch}} was set"

sys.meta_path.insert(0, Watch())
importlib.import_module(sys.argv[1])
assert all(os.environ.get(switch) == value for switch, value in {dict(SWITCHES)!r}.items())
"""
OPEN_VECTORS = """
import asyncio, pathlib
from handlers.vectors.chroma_store import ChromaStore

async def main():
    store = await ChromaStore.open(pathlib.Path("data").absolute())
    print(await store.engine())
    await store.close()

asyncio.run(main())
"""


def run_observed(folder: Path, *command: str, **environment: str) -> Observation:
    return observe(
        require_method(),
        command,
        folder,
        cwd=folder,
        environment=clean_environment(folder / "home") | environment,
        forbid_connect=True,
    )


def sources() -> Iterator[Path]:
    for package in ("clients", "codegen", "generated", "handlers", "terminal", "tools"):
        yield from (ROOT / package).rglob("*.py")


def imports(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.partition(".")[0] for name in names}


def test_only_the_package_that_sets_the_switches_imports_what_reads_them() -> None:
    importing = {file.relative_to(ROOT).as_posix() for file in sources() if imports(file) & LIBRARIES}
    assert "handlers/vectors/chroma_store.py" in importing
    assert [name for name in importing if not name.startswith("handlers/")] == []


@pytest.mark.parametrize("entry_point", ENTRY_POINTS)
def test_the_switches_are_set_before_the_first_import(entry_point: str) -> None:
    opposite = dict.fromkeys(SWITCHES, "0")  # what a shell exports does not win
    done = subprocess.run(
        [sys.executable, "-c", WATCH, entry_point],
        cwd=ROOT,
        env={**os.environ, **opposite},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_a_project_cannot_name_a_server_for_the_vectors(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(HOSTILE_ENV)
    observed = run_observed(tmp_path, sys.executable, "-c", OPEN_VECTORS)
    assert observed.status == 0, observed.output
    assert observed.violations == ()
    assert (tmp_path / "data" / "chroma.sqlite3").exists()


def test_only_a_download_that_was_asked_for_goes_to_hugging_face(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "handlers.llm.models", "qwen2.5-coder-0.5b"]
    cache = {"LEANVIBE_CACHE_DIR": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}
    without = run_observed(tmp_path, *command, **cache)
    assert (without.status, without.violations) == (1, ()), without.output
    assert "--download" in without.output
    observed = run_observed(tmp_path, *command, "--download", **cache)
    assert observed.status == 1  # no host can be reached here
    assert observed.violations[0] in {"look-up huggingface.co", "look-up"}
    assert "could not fetch" in observed.output
    assert files_in(tmp_path / "home") == set()
