"""What git lists for the index, independent of the repository's configuration and the caller's environment."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from handlers.index import listing
from handlers.index.control import IndexCancelledError
from handlers.index.listing import list_files
from tests.support.tools import require_tool

AUTHOR = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.fsmonitor=false")


def git(folder: Path, *arguments: str) -> str:
    require_tool("git")
    run = subprocess.run(["git", *AUTHOR, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return run.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Two files, one of them in a folder."""
    root = tmp_path / "checkout"
    (root / "inner").mkdir(parents=True)
    (root / "top.py").write_text("x = 1\n")
    (root / "inner" / "deep.py").write_text("x = 2\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    return root


def test_no_program_that_the_repository_names_is_run(checkout: Path) -> None:
    executed = checkout.parent / "executed"
    program = checkout.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch {executed}\nexit 1\n")
    program.chmod(0o755)
    # A sparse index names a folder's tree. That tree is missing, and a promisor remote is configured as its source.
    git(checkout, "sparse-checkout", "set", "--cone", "--sparse-index")
    assert "inner/" in git(checkout, "ls-files", "--sparse")
    tree = git(checkout, "rev-parse", "HEAD:inner")
    (checkout / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": str(checkout.parent),
        "remote.origin.uploadpack": str(program),
        "core.fsmonitor": str(program),
        "core.sshCommand": str(program),
        "core.pager": str(program),
        "core.askPass": str(program),
        "core.alternateRefsCommand": str(program),
        "core.hooksPath": str(program.parent),
    }.items():
        git(checkout, "config", key, value)
    for url in (str(checkout.parent), f"ext::{program} %S", "ssh://localhost/x", "git://localhost/x"):
        git(checkout, "config", "remote.origin.url", url)
        assert "top.py" in list_files(checkout).files
    assert not executed.exists()


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"])
def test_the_callers_repository_is_not_taken_for_the_project(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """git sets these variables where an alias or a hook starts the server."""
    other = checkout.parent / "other"
    shutil.copytree(checkout, other)
    git(other, "rm", "-q", "top.py")
    (other / ".git" / "info" / "exclude").write_text("top.py\n")
    values = {"GIT_WORK_TREE": other, "GIT_INDEX_FILE": other / ".git" / "index"}
    monkeypatch.setenv(variable, os.fspath(values.get(variable, other / ".git")))
    assert sorted(list_files(checkout).files) == ["inner/deep.py", "top.py"]


@pytest.mark.parametrize("pipe", [".gitignore", ".git/info/exclude"])
def test_git_that_waits_for_a_pipe_is_ended(checkout: Path, monkeypatch: pytest.MonkeyPatch, pipe: str) -> None:
    (checkout / pipe).unlink(missing_ok=True)
    os.mkfifo(checkout / pipe)

    def cancelled() -> None:
        raise IndexCancelledError

    with pytest.raises(IndexCancelledError):
        list_files(checkout, cancelled)
    monkeypatch.setattr(listing, "_GIT_SECONDS", 0.1)
    assert "top.py" in list_files(checkout).files
