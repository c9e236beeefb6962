"""Programs that tests need and a machine may lack: skipped with a line at home, a failure where CI=true."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SWIFT = ROOT / "tools" / "swift-toolchain.sh"

_INSTALL = {
    "node": "install Node 20 or newer",
    "npm": "install Node 20 or newer",
    "java": "install Java 17 or 21 (Neo4j runs on it)",
    "mvn": "install Maven (it fetches Neo4j)",
    "zsh": "install zsh",
    "fish": "install fish",
    "swift": f"install Swift 6, or on Debian as root: {SWIFT.relative_to(ROOT)} install",
}


def require_tool(name: str) -> str:
    """Its path. Where it is absent: the test is skipped with a line that says so, or fails with CI=true."""
    found = _swift() if name == "swift" else shutil.which(name)
    if found:
        return found
    message = f"{name} is not on this machine: {_INSTALL.get(name, 'install it')}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def require_package(name: str) -> None:
    """Where this Python package is not installed: the test is skipped with a line, or fails with CI=true."""
    if importlib.util.find_spec(name) is not None:
        return
    message = f"{name} is not installed: `make setup` installs what the models need"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def require_path(path: Path, what: str) -> Path:
    """`path`, where it exists; otherwise the test is skipped (never a failure: people don't have everything)."""
    if not path.exists():
        pytest.skip(f"{what} is not on this machine: {path.name}")
    return path


def run_swift(arguments: Sequence[str], folder: Path, *, timeout: float = 600) -> subprocess.CompletedProcess[str]:
    """`swift …` in `folder`, which lies in this repository (the toolchain sees the repository and nothing else)."""
    require_tool("swift")
    return run([str(SWIFT), "run", "swift", *arguments], folder, timeout=timeout)


def run(command: Sequence[str], folder: Path, *, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Its output as text, stderr within stdout, so that an assertion can show all of it."""
    return subprocess.run(
        command, cwd=folder, timeout=timeout, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


def _swift() -> str | None:
    """A `swift` on the PATH, or the tree that tools/swift-toolchain.sh makes (only root can enter it)."""
    tree = Path(os.environ.get("SWIFT_ROOT", "/opt/swift-trixie"))
    if os.geteuid() == 0 and (tree / "usr/bin/swiftc").exists():
        return str(tree / "usr/bin/swiftc")
    return shutil.which("swift")
