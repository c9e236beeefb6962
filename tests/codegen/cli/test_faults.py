"""Errors of the environment are not bugs: one line with the path and a fix, exit 2, and nothing half-written."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.cli import main
from codegen.diagnostics import MachineError
from codegen.manifest import NAME

CONTRACTS = str(Path(sys.executable).with_name("contracts"))
NOTES = Path(__file__).parents[2] / "fixtures/contracts/notes/contract/openapi.yaml"
CONFIG = 'documents = ["api.yaml"]\nhandlers = "handlers"\n[targets.python]\nout = "gen"\n'


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    shutil.copy(NOTES, folder / "api.yaml")
    (folder / "contracts.toml").write_text(CONFIG)
    (folder / "handlers").mkdir()
    assert contracts(folder, "generate").returncode == 0
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path) -> Path:
    return shutil.copytree(generated, tmp_path / "project")


def contracts(
    folder: Path, *arguments: str, before: Callable[[], object] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CONTRACTS, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, preexec_fn=before
    )


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def nothing(project: Path) -> None:
    pass


def put(path: str, content: bytes) -> Callable[[Path], None]:
    def write(project: Path) -> None:
        (project / path).write_bytes(content)

    return write


def folder(path: str) -> Callable[[Path], None]:
    def make(project: Path) -> None:
        (project / path).unlink(missing_ok=True)
        (project / path).mkdir()

    return make


def pipe(path: str) -> Callable[[Path], None]:
    def make(project: Path) -> None:
        (project / path).unlink(missing_ok=True)
        os.mkfifo(project / path)

    return make


OLD = b'{"inputs": {"documents": [], "settings": "", "toolchain": ""}, "files": {}}'
URL = "https://example.com/a/openapi.yaml"
READERS = ("generate", "check", "lint", "status", "conform")
FAULTS: list[tuple[str, Callable[[Path], None], list[str], list[str]]] = [
    # name, what is wrong, command, what the line names
    *[(f"{c}: no document", lambda p: (p / "api.yaml").unlink(), [c], ["contracts.toml:1", "api.yaml", "no such file"]) for c in READERS],
    *[(f"{c}: a folder as document", folder("api.yaml"), [c], ["contracts.toml:1", "api.yaml is a folder"]) for c in READERS],
    *[(f"{c}: a pipe as document", pipe("api.yaml"), [c], ["contracts.toml:1", "regular file"]) for c in READERS],
    *[(f"{c}: no configuration", lambda p: (p / "contracts.toml").unlink(), [c], ["contracts.toml", "--config"]) for c in READERS],
    *[(f"{c}: a broken configuration", put("contracts.toml", b"documents = ["), [c], ["contracts.toml:1"]) for c in READERS],
    *[(f"{c}: a configuration that is no text", put("contracts.toml", b"\xff\xfe"), [c], ["contracts.toml", "UTF-8"]) for c in READERS],
    *[(f"{c}: a configuration that is a folder", nothing, [c, "--config", "gen"], ["gen"]) for c in READERS],
    *[(f"{c}: a broken names.lock", put("names.lock", b"<<<<<<< ours\n"), [c], ["names.lock:1", "version control"]) for c in ("generate", "check", "status", "conform")],
    *[(f"{c}: names.lock is no text", put("names.lock", b"\xff"), [c], ["names.lock", "version control"]) for c in ("generate", "check")],
    *[(f"{c}: names.lock is a folder", folder("names.lock"), [c], ["names.lock"]) for c in ("generate", "check")],
    *[(f"{c}: a broken manifest", put(f"gen/{NAME}", text), [c], [NAME, "version control"]) for c in ("generate", "check") for text in (b"", b"[]", OLD)],
    ("quick: a broken manifest", put(f"gen/{NAME}", OLD), ["check", "--quick"], [NAME, "version control"]),
    *[(f"{c[0]}: a URL", nothing, [*c, URL], [URL, "URL", "download"]) for c in (["lint"], ["conform"], ["generate", "--out", "x"], ["check", "--out", "x"])],
    ("diff: a URL", nothing, ["diff", URL, "api.yaml"], [URL, "URL", "download"]),
    ("fuzz-ws: a URL", nothing, ["fuzz-ws", URL, "--url", "ws://127.0.0.1:9"], [URL, "URL", "download"]),
    ("diff: no document", nothing, ["diff", "nope.yaml", "api.yaml"], ["nope.yaml", "no such file"]),
    ("diff: a pipe", pipe("old.yaml"), ["diff", "old.yaml", "api.yaml"], ["old.yaml", "regular file"]),
    ("diff: no repository", nothing, ["diff", "git:main", "api.yaml"], ["not a git repository"]),
    ("fuzz-ws: no document", nothing, ["fuzz-ws", "nope.yaml", "--url", "ws://127.0.0.1:9"], ["nope.yaml", "no such file"]),
    ("lint: a folder", nothing, ["lint", "gen"], ["gen is a folder"]),
    ("lint: a name that is too long", nothing, ["lint", "a" * 300], ["aaa", "name too long"]),
    ("out is a file", put("out", b"mine"), ["generate", "api.yaml", "--out", "out"], ["out", "not a folder", "choose another"]),
    ("out is below a file", put("out", b"mine"), ["generate", "api.yaml", "--out", "out/deep"], ["out", "not a folder", "choose another"]),
    ("out is too long", nothing, ["generate", "api.yaml", "--out", "a" * 300], ["aaa", "name too long", "shorter"]),
    ("out has no place", nothing, ["generate", "api.yaml", "--out", "/proc/nope"], ["/proc/nope"]),
    ("templates that are not there", nothing, ["generate", "--templates", "nope"], ["nope", "no such folder"]),
    ("a target that is not there", nothing, ["generate", "-t", "python,nope"], ["nope", "python"]),
    ("conform: work is a file", put("work", b""), ["conform", "--work", "work", "-n", "1"], ["work"]),
]  # fmt: skip


@pytest.mark.parametrize(("_name", "fault", "command", "names"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_one_line_says_what_to_do(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    _name: str,
    fault: Callable[[Path], None],
    command: list[str],
    names: list[str],
) -> None:
    fault(project)
    before = files(project)
    monkeypatch.chdir(project)
    status, said = main(command), capfd.readouterr().err
    assert status == 2, said
    assert len(said.splitlines()) == 1, said
    assert all(name in said for name in names), said
    assert "Traceback" not in said and "bug" not in said
    assert files(project) == before


def test_a_document_that_is_no_text_is_named(project: Path) -> None:
    (project / "api.yaml").write_bytes(b"openapi: 3.1.0\ninfo: \xff\n")
    for command in ("generate", "check", "lint"):
        done = contracts(project, command)
        assert done.returncode == 2 and "api.yaml:1:1: error[load/unreadable]" in done.stdout, done


def small_files() -> None:
    """No file may be larger than that; the manifest and names.lock are."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))


def test_what_cannot_be_written_whole_is_not_written(project: Path) -> None:
    (project / "api.yaml").write_text(NOTES.read_text().replace("A short text", "Some text"))
    before = files(project)
    done = contracts(project, "generate", before=small_files)
    assert done.returncode == 2 and "File too large" in done.stderr and str(project) in done.stderr, done
    assert len(done.stderr.splitlines()) == 1
    assert files(project) == before
    done = contracts(project, "generate", "api.yaml", "--out", "new", before=small_files)
    assert done.returncode == 2
    assert not (project / "new").exists()


@pytest.mark.parametrize(
    ("code", "fix"),
    [(errno.ENOSPC, "free space"), (errno.EACCES, "permissions"), (errno.EROFS, "can be written to"), (errno.EIO, "")],
)
def test_what_the_system_refuses_names_the_path_and_a_fix(code: int, fix: str) -> None:
    said = str(MachineError(OSError(code, os.strerror(code), "gen/a.py")))
    assert said.startswith(f"gen/a.py: {os.strerror(code)}") and fix in said


def test_each_target_of_repeated_options(project: Path) -> None:
    done = contracts(project, "generate", "api.yaml", "--out", "sdk", "-t", "python", "-t", "typescript")
    assert done.returncode == 0
    assert (project / "sdk/python").is_dir() and (project / "sdk/typescript").is_dir()


QUIET = """\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: getA
      tags: [t]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Nope'}}}}}
"""


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_a_second_run_says_what_the_first_said(tmp_path: Path, strict: list[str]) -> None:
    (tmp_path / "api.yaml").write_text(QUIET)
    command = ["generate", "api.yaml", "--out", "sdk", "-t", "python", *strict]
    first, second = contracts(tmp_path, *command), contracts(tmp_path, *command)
    assert first.returncode == second.returncode == (1 if strict else 0)
    assert "ref/dangling" in first.stdout
    assert [line for line in first.stdout.splitlines() if "ref/" in line] == [
        line for line in second.stdout.splitlines() if "ref/" in line
    ]
