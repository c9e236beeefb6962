"""`contracts conform`: what differs is found and told where; the project's own and the fixtures' contracts agree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.tools import ROOT, SWIFT, require_tool
from tests.support.typescript import compiler

CONTRACTS = ROOT / "tests/fixtures/contracts"
NOTES = CONTRACTS / "notes/contract/openapi.yaml"
TEMPLATES = ROOT / "templates"
OWN = [ROOT / "contracts/openapi.yaml", ROOT / "contracts/asyncapi.yaml"]
SMALL = [[CONTRACTS / f"{name}/contract/openapi.yaml"] for name in ("notes", "auth", "split", "events")]
SMALL.append([CONTRACTS / "chatroom/contract/asyncapi.yaml"])
HARD = [Path(__file__).parent / "hard.yaml"]
LARGE = [OWN, HARD, [CONTRACTS / "torture/contract/openapi.yaml"]]


def named(documents: list[Path]) -> str:
    return {id(OWN): "own", id(HARD): "hard"}.get(id(documents)) or documents[0].parts[-3]


def conform(*arguments: str | Path, tools: bool = True) -> subprocess.CompletedProcess[str]:
    """The command, with the compilers that this repository pins unless `tools` says that there are none."""
    command = [str(Path(sys.executable).with_name("contracts")), "conform", *map(str, arguments)]
    extra = {"CONTRACTS_TSC": str(compiler()), "CONTRACTS_SWIFT": f"{SWIFT} run swift"} if tools else {}
    path = os.environ["PATH"] if tools else str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": path, **extra}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)


def found(documents: list[Path], targets: str, *arguments: str | Path) -> dict[str, Any]:
    require_tool("node")
    count = () if "-n" in arguments else ("-n", "5")
    done = conform(*documents, "--target", targets, "--json", *count, *arguments)
    assert done.stdout, done.stderr
    report = json.loads(done.stdout)
    assert isinstance(report, dict)
    assert (done.returncode == 1) == bool(report.get("failures", True)), done.stdout + done.stderr
    return report


def unequal(report: dict[str, Any]) -> list[str]:
    return [f"{f['language']} {f['at']} {f['schema']}{f['pointer']}: {f['message']}" for f in report["failures"]]


def changed(folder: Path, template: str, old: str, new: str) -> Path:
    """A folder of templates in which one differs from what is shipped."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    assert old in text
    (folder / template).parent.mkdir(parents=True, exist_ok=True)
    (folder / template).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_models_that_drop_a_member_are_found(tmp_path: Path) -> None:
    fields = "{% for field in model.fields %}"
    dropping = '{% for field in model.fields if field.name != "remind_at" %}'
    forget = f'    model_config = {{"extra": "ignore"}}\n{dropping}'
    report = found([NOTES], "python", "--templates", changed(tmp_path, "python/module.py.j2", fields, forget))
    lost = next(f for f in report["failures"] if f["schema"] == "Note" and f["kind"] == "valid")
    assert (lost["language"], lost["pointer"], lost["message"]) == ("python", "/remindAt", "lost")
    assert lost["at"].startswith("tests/fixtures/contracts/notes/contract/openapi.yaml:")
    assert "remindAt" in lost["given"] and "remindAt" not in lost["got"]


def test_a_package_that_rounds_and_types_that_say_too_little_are_found(tmp_path: Path) -> None:
    changed(tmp_path, "typescript/runtime/json.ts", "BigInt(exact as string | number)", "BigInt(Number(exact))")
    never = '{{ member.declaration | replace("string", "never") }}'
    changed(tmp_path, "typescript/types.ts.j2", "{{ member.declaration }}", never)
    report = found([NOTES], "typescript", "--templates", tmp_path)
    rounded = {(f["schema"], f["pointer"]) for f in report["failures"] if f["language"] == "typescript"}
    assert ("Note", "/id") in rounded
    mistyped = [f for f in report["failures"] if f["language"] == "typescript types" and f["schema"] == "Problem"]
    assert mistyped and "'never'" in mistyped[0]["message"]


def test_people_are_told_where_and_what(tmp_path: Path) -> None:
    ignoring = "{% for field in model.fields[1:] %}"
    forget = f'    model_config = {{"extra": "ignore"}}\n{ignoring}'
    templates = changed(tmp_path, "python/module.py.j2", "{% for field in model.fields %}", forget)
    done = conform(NOTES, "--target", "python", "--templates", templates, "-n", "5")
    assert done.returncode == 1
    assert "contract/openapi.yaml:" in done.stdout
    assert "python: Note (valid) at /id: lost" in done.stdout
    assert "    given  " in done.stdout and "    got    nothing" in done.stdout


def test_a_language_without_its_tools_is_skipped_unless_it_is_named() -> None:
    skipping = conform(NOTES, "-n", "2", tools=False)
    assert skipping.returncode == 0, skipping.stdout + skipping.stderr
    assert "typescript        skipped: node is not on this machine" in skipping.stdout
    named = conform(NOTES, "-n", "2", "--target", "typescript", tools=False)
    assert (named.returncode, "node is not on this machine" in named.stderr) == (2, True)


@pytest.mark.parametrize("documents", LARGE, ids=named)
def test_python_and_typescript_agree_with_the_contract(documents: list[Path]) -> None:
    report = found(documents, "python,typescript", "-n", "2")
    assert unequal(report) == []
    assert report["barren"] == []


@pytest.mark.nightly
@pytest.mark.parametrize("documents", [*SMALL, *LARGE], ids=named)
def test_all_languages_agree_with_the_contract(documents: list[Path]) -> None:
    require_tool("swift")
    work = ROOT / ".cache/conform" / named(documents)
    report = found(documents, "python,typescript,swift", "-n", "30", "--seed", "1", "--work", work)
    assert unequal(report) == []
