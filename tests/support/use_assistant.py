"""A user's ten minutes in half a minute: starts `leanvibe serve` on a project, asks, searches, waits, and stops it.

    python tests/support/use_assistant.py WORK SECONDS SERVE ...

SERVE is the command line up to `serve`, to which options are added. WORK/project is the project and WORK/data becomes
the data folder. SECONDS pass between the last use and the end, because libraries send later what they have collected.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import httpx

T = TypeVar("T")
_CLI = [sys.executable, "-m", "clients.cli.main"]
_COMMANDS = (
    ["ask", "How is a cart paid?", "--tokens", "8", "--project", "project"],
    ["search", "round an amount of money", "--project", "project", "--json"],
    ["status"],
    ["--help"],
)
_READS = (
    "/api/v1/projects",
    "/api/v1/sessions",
    "/api/v1/monitoring/health/complete",
    "/metrics",
)


def main(work: Path, seconds: float, serve: list[str]) -> int:
    data = work / "data"
    options = ["serve", "--port", "0", "--data-dir", str(data), "--project", str(work / "project")]
    server = subprocess.Popen([*serve, *options], cwd=work / "project")
    try:
        url = _wait_for(lambda: _url(data), server)
        headers = {"Authorization": f"Bearer {(data / 'key').read_text().strip()}"}
        with httpx.Client(base_url=url, headers=headers, timeout=120, trust_env=False) as client:
            _wait_for(lambda: _is_indexed(client), server)
            client.post("/api/v1/ai/chat", json={"question": "Hello", "maxTokens": 4}).raise_for_status()
            for path in _READS:
                client.get(path).raise_for_status()
            client.post("/api/v1/monitoring/synthetic-probes").raise_for_status()
        environment = {**os.environ, "LEANVIBE_URL": url, "LEANVIBE_DATA_DIR": str(data)}
        for arguments in _COMMANDS:
            subprocess.run([*_CLI, *arguments], cwd=work / "project", env=environment, check=True, timeout=120)
        time.sleep(seconds)
        server.send_signal(signal.SIGINT)
        return server.wait(30)
    finally:
        server.kill()
        server.wait()


def _wait_for(condition: Callable[[], T | None], server: subprocess.Popen[bytes]) -> T:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        if result := condition():
            return result
        time.sleep(0.2)
    raise SystemExit("the server did not start or did not finish its index")


def _url(data: Path) -> str | None:
    try:
        if announced := re.search(r'"url": "([^"]+)"', (data / "lock").read_text()):
            httpx.get(f"{announced[1]}/api/v1/monitoring/health", trust_env=False).raise_for_status()
            return announced[1]
    except (OSError, httpx.HTTPError):
        pass
    return None


def _is_indexed(client: httpx.Client) -> bool | None:
    (project,) = client.get("/api/v1/projects").raise_for_status().json()["items"]
    return project["index"]["state"] != "indexing" or None


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
