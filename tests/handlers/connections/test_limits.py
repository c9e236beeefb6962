"""Limits of connections on the real server: who makes room, what ends too slow peers, and where files run out."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect

from codegen.runtime.call import Principal
from handlers.connections.listening import listening_socket
from handlers.connections.open_files import RESERVED, OpenFilesError, room_for
from handlers.connections.server import WebServer
from handlers.connections.table import Accepted, ConnectionLimits, Connections, Use, peer_of
from handlers.serve import web_server
from handlers.settings import load_settings
from tests.support.certificate import write_certificate

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


@dataclass
class Exchange:
    principal: Principal | None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """`/slow` never answers, `/large` answers more than buffers hold; an X-Key header is a valid key."""
    headers = dict(scope["headers"])
    scope["exchange"] = Exchange(Principal("k") if b"x-key" in headers else None)
    await receive()
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await receive()
        return
    if scope["path"] == "/slow":
        await asyncio.sleep(600)
    body = b"x" * (64 * 1024 * 1024 if scope["path"] == "/large" else 2)
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def served(
    folder: Path, limits: ConnectionLimits, settings: dict[str, float] | None = None, *, tls: bool = False
) -> AsyncIterator[tuple[WebServer, int]]:
    certificate, key = write_certificate(folder) if tls else (None, None)
    chosen: dict[str, Any] = {"data_dir": folder / "data", "tls_certificate": certificate, "tls_key": key}
    loaded = load_settings(**chosen, **(settings or {}))
    with listening_socket("127.0.0.1", 0) as listening:
        server = web_server(application, loaded, limits)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.005)
        try:
            yield server, listening.getsockname()[1]
        finally:
            server.should_exit = server.force_exit = True
            await serving


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def connected(cls, port: int, data: bytes = b"", **options: Any) -> Client:
        client = cls(*await asyncio.open_connection("127.0.0.1", port, **options))
        client.writer.write(data)
        return client

    async def status(self, data: bytes = b"") -> int:
        """0 where the connection ends instead."""
        try:
            self.writer.write(data)
            head = await self.reader.readuntil(b"\r\n\r\n")
            await self.reader.readexactly(2)
            return int(head.split(b" ")[1])
        except (OSError, EOFError):
            return 0

    async def ended(self) -> None:
        with suppress(OSError):
            while await self.reader.read(65536):
                pass


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110  # polls what the server has no event for
            await asyncio.sleep(0.005)


async def test_the_longest_unused_connections_make_room_and_used_ones_stay(tmp_path: Path) -> None:
    async with served(tmp_path, ConnectionLimits(total=100, keyless=40)) as (server, port):
        active = await Client.connected(port, b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        keyed = await Client.connected(port)
        assert await keyed.status(GET + b"X-Key: k\r\n\r\n") == 200
        answered = await Client.connected(port)
        assert await answered.status(GET + b"\r\n") == 200
        async with connect(f"ws://127.0.0.1:{port}/") as socket:
            flood = [await Client.connected(port, GET) for _ in range(120)]
            last = await Client.connected(port)
            assert await last.status(GET + b"\r\n") == 200
            assert len(server.connections) <= 42
            for client in flood[:32]:
                await client.ended()
            assert await keyed.status(GET + b"X-Key: k\r\n\r\n") == 200
            await socket.ping()
        assert not active.reader.at_eof()
        for client in [active, keyed, answered, last, *flood]:
            client.writer.close()
        await until(lambda: len(server.connections) == 0)


async def test_a_newcomer_is_refused_where_all_connections_are_in_use(tmp_path: Path) -> None:
    async with served(tmp_path, ConnectionLimits(total=100, keyless=8)) as (server, port):
        slow = [await Client.connected(port, b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n") for _ in range(8)]
        await until(lambda: len(server.server_state.tasks) == 8)
        newcomer = await Client.connected(port)
        assert await newcomer.status(GET + b"\r\n") == 0
        slow[0].writer.close()
        await until(lambda: len(server.connections) == 7)
        again = await Client.connected(port)
        assert await again.status(GET + b"\r\n") == 200


async def test_unfinished_tls_handshakes_make_room_and_end(tmp_path: Path) -> None:
    async with served(tmp_path, ConnectionLimits(total=50, keyless=40), tls=True) as (server, port):
        trusted = ssl.create_default_context(cafile=tmp_path / "cert.pem")
        flood = [await Client.connected(port) for _ in range(120)]
        client = await Client.connected(port, ssl=trusted, server_hostname="127.0.0.1")
        assert await client.status(GET + b"\r\n") == 200
        assert len(server.connections) <= 40
        for silent in flood[:32]:
            await silent.ended()
    async with served(tmp_path, ConnectionLimits(), {"head_timeout": 0.2}, tls=True) as (server, port):
        silent = await Client.connected(port)
        await silent.ended()
        await until(lambda: len(server.connections) == 0)


SLOW = {
    # settings, what the client sends
    "no byte": ({"head_timeout": 0.2}, b""),
    "a head without end": ({"head_timeout": 0.2}, GET),
    "a second head without end": ({"head_timeout": 0.2, "idle_timeout": 0.2}, GET + b"\r\n" + GET),
    "nothing after an answer": ({"idle_timeout": 0.2}, GET + b"\r\n"),
    "an answer that is not taken": ({"write_timeout": 0.2}, b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"),
}


@pytest.mark.parametrize(("settings", "data"), SLOW.values(), ids=SLOW)
async def test_a_connection_ends_whose_peer_makes_it_wait(
    tmp_path: Path, settings: dict[str, float], data: bytes
) -> None:
    async with served(tmp_path, ConnectionLimits(), settings) as (server, port):
        client = await Client.connected(port, data)
        await until(lambda: len(server.connections) == 1)
        await until(lambda: len(server.connections) == 0)
        client.writer.close()


async def test_where_files_run_out_others_make_room_and_one_line_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with served(tmp_path, ConnectionLimits()) as (_, port):
        client = await Client.connected(port)
        flood = [await Client.connected(port, GET) for _ in range(40)]
        assert await client.status(GET + b"\r\n") == 200
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        waiting = socket.socket()
        taken = [socket.socket()]
        with caplog.at_level(logging.WARNING, "leanvibe.connections"):
            resource.setrlimit(resource.RLIMIT_NOFILE, (taken[0].fileno() + 200, limits[1]))
            with suppress(OSError):
                while True:
                    taken.append(taken[0].dup())
            try:
                waiting.setblocking(False)
                await asyncio.get_running_loop().sock_connect(waiting, ("127.0.0.1", port))
                await until(lambda: "cannot accept" in caplog.text)
                await asyncio.get_running_loop().sock_sendall(waiting, GET + b"\r\n")
                async with asyncio.timeout(60):
                    answer = await asyncio.get_running_loop().sock_recv(waiting, 100)
                assert answer.startswith(b"HTTP/1.1 200 ")
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, limits)
                for file in [waiting, *taken]:
                    file.close()
        assert caplog.text.count("cannot accept") <= 3
        for one in [client, *flood]:
            one.writer.close()


def test_the_limit_of_open_files_is_raised_or_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    cases = [
        # soft limit, connections wanted, connections allowed
        (1024, 500, 500),
        (256, 500, 500),  # raised
        (300, hard * 2, hard - RESERVED),  # raised as far as allowed
    ]
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    for soft, wanted, allowed in cases:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        try:
            assert room_for(wanted) == allowed
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (220, 220))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    with pytest.raises(OpenFilesError, match=r"the limit of open files is 220, .* `ulimit -n 1200`"):
        room_for(1000)


def test_connections_of_the_address_with_most_make_room_first() -> None:
    table = Connections(ConnectionLimits(total=60, keyless=50))
    closed: list[str] = []

    def opened(peer: str, name: str, use: Use = Use.UNASKED) -> bool:
        return table.add(Accepted(peer, lambda: use, lambda: closed.append(name)))

    assert opened("a", "first of a")
    for number in range(50):
        assert opened("b", f"b{number}")
    assert opened("b", "b50")
    assert closed == [f"b{number}" for number in range(32)]  # the newcomer's own address
    for number in range(40):
        assert opened(f"c{number}", f"c{number}", Use.KEPT)
    closed.clear()
    assert opened("d", "d")
    assert closed[:19] == [*(f"b{number}" for number in range(32, 51))]
    assert closed[19:] == ["first of a", *(f"c{number}" for number in range(12))]


def test_a_network_of_ipv6_is_one_peer() -> None:
    cases = [
        # address, peer
        (("127.0.0.1", 5), "127.0.0.1"),
        (("::1", 5, 0, 0), "::/64"),
        (("fe80::1%eth0", 5, 0, 2), "fe80::/64"),
        (("2001:db8::1", 5, 0, 0), "2001:db8::/64"),
        (("2001:db8::ffff:2", 5, 0, 0), "2001:db8::/64"),
        (("::ffff:192.0.2.1", 5, 0, 0), "192.0.2.1"),
        ("", ""),
        (None, ""),
    ]
    for address, peer in cases:
        assert peer_of(address) == peer
