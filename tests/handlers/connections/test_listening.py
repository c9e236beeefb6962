"""TCP_NODELAY is set on the accepted sockets of the server as `leanvibe serve` configures it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import connect

from handlers.connections.listening import ListenError, listening_socket
from handlers.connections.server import WebServer
from handlers.connections.table import ConnectionLimits
from handlers.serve import web_server
from handlers.settings import load_settings
from tests.support.certificate import write_certificate


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await receive()
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def options_of(server: WebServer) -> list[int]:
    """TCP_NODELAY of every open connection of the server."""
    accepted = [connection.transport.get_extra_info("socket") for connection in server.server_state.connections]
    return [one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for one in accepted]


def has_ipv6() -> bool:
    """IPv6 can be switched off in the kernel."""
    try:
        listening_socket("::1", 0).close()
    except ListenError:
        return False
    return True


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
@pytest.mark.parametrize("host", ["127.0.0.1", *(["::1"] if has_ipv6() else [])])
async def test_accepted_sockets_have_nodelay(tmp_path: Path, host: str, tls: bool) -> None:
    certificate, key = write_certificate(tmp_path) if tls else (None, None)
    settings = load_settings(host=host, data_dir=tmp_path / "data", tls_certificate=certificate, tls_key=key)
    trusted = ssl.create_default_context(cafile=certificate) if certificate else None
    with listening_socket(host, 0) as listening:
        server = web_server(application, settings, ConnectionLimits())
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
                await asyncio.sleep(0.005)
            place = f"[{host}]" if ":" in host else host
            address = f"{place}:{listening.getsockname()[1]}"
            async with httpx.AsyncClient(trust_env=False, verify=trusted or True) as client:
                answer = await client.get(f"{'https' if tls else 'http'}://{address}/")
                assert answer.text == "ok"
                assert options_of(server) == [1]
            options: dict[str, Any] = {"ssl": trusted} if trusted else {}
            async with connect(f"{'wss' if tls else 'ws'}://{address}/", **options):
                assert set(options_of(server)) == {1}
                assert [type(one).__name__ for one in server.server_state.connections].count("AnsweredUpgrades") == 1
        finally:
            server.should_exit = True
            await serving


def test_a_port_in_use_is_reported_with_the_fix() -> None:
    with listening_socket("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ListenError, match=f"port {port} is in use by another program: stop it, or choose another"):
            listening_socket("127.0.0.1", port)
