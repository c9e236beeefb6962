"""Node and the TypeScript compiler of tools/typescript."""

from __future__ import annotations

import fcntl
from pathlib import Path

from tests.support.tools import ROOT, require_tool, run

TOOLS = ROOT / "tools" / "typescript"


def node() -> list[str]:
    """The command that runs a program: with WebSockets, which Node has by itself only since 22."""
    program = require_tool("node")
    major = int(run([program, "--version"], ROOT).stdout.lstrip("v").split(".")[0])
    return [program, "--no-warnings", *(["--experimental-websocket"] if major < 22 else [])]


def compiler() -> Path:
    """tsc, installed from its lock where that has not been done yet."""
    tsc = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
    with (TOOLS / "package-lock.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several workers of pytest may ask at once
        if not tsc.exists():
            said = run([require_tool("npm"), "ci", "--no-audit", "--no-fund"], TOOLS)
            assert said.returncode == 0, said.stdout
    return tsc
