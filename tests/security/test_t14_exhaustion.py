"""T14, exhaustion: huge, deep, slow and many requests leave the server alive and its memory bounded.

Whatever is sent, `getHealth` is asked meanwhile and afterwards. How fast it answers is no promise made here; that it
answers within `ALIVE` seconds is.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.security.conftest import CHANNELS, HEAD_S, OPERATIONS, Line, read, resident
from tests.server.conftest import Server

ALIVE = 20.0
GROWTH = 150 * 1024 * 1024  # bytes: what a hundred attackers may cost
JSON = ("Content-Type", "application/json")
MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def healthy(server: Server) -> Iterator[Callable[[], None]]:
    """Asks for health; called at the end of each test whatever it did, with a look at the memory."""
    before = resident(server)

    def ask() -> None:
        httpx.get(f"{server.url}/api/v1/monitoring/health", timeout=ALIVE, trust_env=False).raise_for_status()

    ask()
    yield ask
    ask()
    assert resident(server) - before < GROWTH


def bodied() -> list[Any]:
    return [one for one in OPERATIONS if "application/json" in one.takes]


def test_huge_bodies_are_refused_before_they_are_held(server: Server, line: Line, bearer: tuple[str, str]) -> None:
    for one in bodied():
        headers = [bearer, JSON, *one.headers.items(), ("Content-Length", str(10**15))]
        told = line.ask(one.method, one.target, headers)
        assert told.status == 413, (str(one), told)
    one = bodied()[0]
    head = f"{one.method} {one.target} HTTP/1.1\r\nHost: localhost\r\n{bearer[0]}: {bearer[1]}\r\n"
    head += f"{JSON[0]}: {JSON[1]}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", line.port), timeout=60) as made:
        made.sendall(head.encode())
        piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        until, begun = time.monotonic() + HEAD_S + ALIVE, resident(server)
        with suppress(OSError):  # the server does not take it any more
            while time.monotonic() < until:  # it never says how much there will be
                made.sendall(piece)
                assert resident(server) - begun < GROWTH
        assert time.monotonic() < until


DEEP = [b"[" * 500_000, b'{"a":' * 100_000, b"[" * 70 + b"]" * 70, b'{"question": "' + b"\\u0000" * 150_000]


@pytest.mark.parametrize("body", DEEP)
def test_deep_and_broken_json_is_refused_unread(line: Line, bearer: tuple[str, str], body: bytes) -> None:
    for one in bodied():
        answer = line.ask(one.method, one.target, [bearer, JSON, *one.headers.items()], body)
        assert answer.status == 400, (str(one), answer)


def test_long_numbers_and_many_members_are_answered(line: Line, bearer: tuple[str, str]) -> None:
    members = json.dumps({str(n): n for n in range(60_000)}).encode()
    for body in (b"9" * 900_000, b"[" + b"0," * 400_000 + b"0]", members):
        for one in bodied():
            answer = line.ask(one.method, one.target, [bearer, JSON, *one.headers.items()], body)
            assert 400 <= answer.status < 500, (str(one), answer)


def test_many_and_long_headers_are_refused(line: Line) -> None:
    cases = [
        [(f"X-{number}", "a" * 100) for number in range(20_000)],
        [("X-Long", "a" * 3_000_000)],
        [("a" * 1_000_000, "x")],
        [("Cookie", "; ".join(f"c{n}=1" for n in range(100_000)))],
    ]
    for headers in cases:
        try:
            answer = line.ask("GET", "/api/v1/monitoring/health", headers)
        except OSError:  # closed while it was still being sent
            continue
        assert answer.status in (0, 400, 431), answer
    endless = line.ask("GET", "/api/v1/monitoring/health?" + "a" * 2_000_000, [])
    assert endless.status in (0, 400, 414)


def test_who_never_ends_a_head_or_a_body_is_let_go_and_others_are_served(
    line: Line, bearer: tuple[str, str], healthy: Callable[[], None]
) -> None:
    with ExitStack() as stack:
        heads, bodies = [], []
        for number in range(120):
            made = stack.enter_context(socket.create_connection(("127.0.0.1", line.port), timeout=60))
            if number % 2:
                made.sendall(b"GET /api/v1/monitoring/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: a")
                heads.append(made)
            else:
                head = f"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n{bearer[0]}: {bearer[1]}\r\n"
                made.sendall(f"{head}{JSON[0]}: {JSON[1]}\r\nContent-Length: 1000\r\n\r\n{{".encode())
                bodies.append(made)
        stop = threading.Event()

        def drip() -> None:  # a byte now and then, so that nothing is idle
            while not stop.wait(0.5):
                for made in heads:
                    with suppress(OSError):
                        made.sendall(b"a")

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            healthy()
            for made in bodies:
                assert read(made).status == 408  # LEANVIBE_BODY_TIMEOUT
            healthy()
            for made in heads:
                made.settimeout(HEAD_S + ALIVE)
                assert read(made).status == 0  # closed without an answer
        finally:
            stop.set()
            dripping.join()


def test_silent_connections_are_let_go(line: Line, healthy: Callable[[], None]) -> None:
    with ExitStack() as stack:
        made = [stack.enter_context(socket.create_connection(("127.0.0.1", line.port))) for _ in range(100)]
        healthy()
        for one in made:
            one.settimeout(HEAD_S + ALIVE)
            assert one.recv(1) == b""


async def test_a_flood_of_hellos_and_of_silent_sockets_ends(
    server: Server, bearer: tuple[str, str], healthy: Callable[[], None]
) -> None:
    url = server.url.replace("http", "ws") + CHANNELS[0]
    data = {"protocol": "leanvibe.v1", "clientId": "7d1f8f8e-0a57-4f0e-9be3-aa64b2b50001", "resume": []}
    payload = {"data": data, "metadata": {"id": "c-1"}}
    hello = json.dumps(
        {"type": "connection.hello", "sessionId": None, "timestamp": "2026-11-24T10:00:00Z", "payload": payload}
    )

    async def flood(message: str | bytes | None) -> int:
        try:
            async with connect(url, additional_headers=dict([bearer]), open_timeout=60) as socket:
                for _ in range(200 if message is not None else 0):
                    await socket.send(message or b"")
                async with asyncio.timeout(60):
                    while True:
                        await socket.recv()
        except InvalidStatus as refused:
            return refused.response.status_code
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    floods = [flood(hello) for _ in range(10)] + [flood("x" * 65_000) for _ in range(10)]
    floods += [flood("y" * 2 * MIB) for _ in range(5)] + [flood(None) for _ in range(30)]
    running = asyncio.gather(*floods)
    await asyncio.to_thread(healthy)
    codes = set(await running)
    assert codes <= {4500, 4502, 4505, 1009, 1006}, codes
    assert {4500, 4502} <= codes
