"""The generated SDKs of this repository against the running assistant: search, streams, typed errors, the socket."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.server.conftest import Server
from tests.support.swift_package import Program
from tests.support.tools import ROOT, run
from tests.support.typescript import compiler, node

SDK = ROOT / "generated/typescript"


def proves(lines: Iterable[Mapping[str, Any]]) -> None:
    """What a program prints when every call came to what the contract promises."""
    found = {line["name"]: line["value"] for line in lines}
    streamed, said = found.pop("streamed"), found.pop("said")
    assert found == {"project": "shop-project", "found": "shop.checkout.pay", "missing": "project_not_found"}
    assert streamed["joined"] == streamed["whole"] != ""
    assert said["whole"].startswith(said["joined"])  # what was not yet sent when the answer ended comes only with it
    assert said["whole"]


def test_typescript(server: Server, client: httpx.Client, tmp_path: Path) -> None:
    shutil.copytree(SDK / "src", tmp_path / "api/src")
    (tmp_path / "program").mkdir()
    shutil.copy(ROOT / "tests/typescript/assistant.ts", tmp_path / "program")
    settings = json.loads((SDK / "tsconfig.json").read_text())["compilerOptions"]
    settings |= {"rootDir": ".", "outDir": "dist", "sourceMap": False}
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": settings, "include": ["api", "program"]}))
    (tmp_path / "package.json").write_text('{"type": "module"}')
    compiled = run([*node(), str(compiler()), "-p", "."], tmp_path)
    assert compiled.returncode == 0, compiled.stdout
    said = run([*node(), "dist/program/assistant.js", server.url, server.key], tmp_path)
    assert said.returncode == 0, said.stdout
    proves(json.loads(line) for line in said.stdout.splitlines())


def test_swift(server: Server, client: httpx.Client, programs: Mapping[str, Program]) -> None:
    proves(programs["LeanVibeAPIProgram"].lines(server.url, server.key))
