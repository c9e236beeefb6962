"""docs/deployment.md: its commands and configurations serve a generated server, and enforce what the page says."""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.gates.subjects import generated
from tests.support.tools import ROOT, require_tool

PAGE = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
CONTRACT = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things:
    post:
      operationId: make
      requestBody: {required: true, content: {application/json: {schema: {}}}}
      responses: {'204': {description: done}}
"""
APP = """
import sys
sys.path[:0] = [FOLDER, ROOT]
from PACKAGE import create_app

class Things:
    async def make(self, call, body):
        return None

app = create_app(default_handlers=Things())
"""


def block(language: str) -> str:
    [text] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(text)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[int]:
    """The process, once its port accepts connections."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert process.poll() is None, (folder / "log").read_text()
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def write_app(folder: Path) -> None:
    (folder / "openapi.yaml").write_text(CONTRACT)
    module = generated(folder, folder / "openapi.yaml", "deployed")[0]
    text = APP.replace("FOLDER", repr(str(folder))).replace("ROOT", repr(str(ROOT))).replace("PACKAGE", module.__name__)
    (folder / "app.py").write_text(text)


def command(name: str, port: int) -> list[str]:
    words = shlex.split(block(f"sh {name}").replace("\\\n", " ").replace("8000", str(port)))
    assert words[0] == name
    return [str(Path(sys.executable).with_name(name)), *words[1:]]


def assert_serves(port: int, *, large: int = 413) -> None:
    url = f"http://127.0.0.1:{port}/things"
    with httpx.Client(trust_env=False, timeout=30) as client:
        assert client.post(url, json=1).status_code == 204
        assert client.post(url, json="x" * 2_000_000).status_code == large
        assert client.get(url).status_code == 405


def assert_ends(port: int, data: bytes) -> None:
    """The connection ends, with or without an answer, though the client waits."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as made:
        made.sendall(data)
        with suppress(ConnectionError):
            while made.recv(65536):
                pass


UNFINISHED = b"POST /things HTTP/1.1\r\nHost: localhost\r\nX-Slow: a"


@pytest.mark.gate
@pytest.mark.parametrize("name", ["uvicorn", "granian"])
def test_servers(tmp_path: Path, name: str) -> None:
    write_app(tmp_path)
    port = free_port()
    with running(command(name, port), tmp_path, port):
        assert_serves(port)
        if name == "granian":
            assert_ends(port, UNFINISHED)


@pytest.mark.gate
@pytest.mark.parametrize("name", ["nginx", "haproxy"])
def test_proxies(tmp_path: Path, name: str) -> None:
    tool = require_tool(name)
    write_app(tmp_path)
    behind, port = free_port(), free_port()
    text = block(name).replace("8000", str(behind)).replace("8080", str(port))
    file = tmp_path / f"{name}.cfg"
    if name == "nginx":
        paths = "\n".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi"))
        paths += f"\nuwsgi_temp_path {tmp_path}/uwsgi; scgi_temp_path {tmp_path}/scgi; access_log off;"
        file.write_text(
            f"pid {tmp_path}/pid; daemon off; error_log stderr;\n" + text.replace("http {", f"http {{\n{paths}")
        )
        start = [tool, "-c", str(file), "-p", str(tmp_path), "-e", "stderr"]
        check = [*start, "-t"]
    else:
        file.write_text(text)
        start, check = [tool, "-db", "-f", str(file)], [tool, "-c", "-f", str(file)]
    checked = subprocess.run(check, capture_output=True, text=True)
    assert checked.returncode == 0 and "WARNING" not in checked.stderr.upper(), checked.stderr
    with running(command("uvicorn", behind), tmp_path, behind), running(start, tmp_path, port):
        assert_serves(port)
        assert_ends(port, UNFINISHED)


def test_the_page_names_options_that_exist() -> None:
    uvicorn = subprocess.run([sys.executable, "-m", "uvicorn", "--help"], capture_output=True, text=True).stdout
    for option in re.findall(r"--[a-z0-9-]+", block("sh uvicorn")):
        assert option in uvicorn or option.replace("--no-", "--") in uvicorn
