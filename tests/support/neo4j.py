"""A real Neo4j server of one test run, and a relay in front of it that can be cut."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from tests.support.tools import ROOT, require_tool

_SCRIPT = ROOT / "tools" / "neo4j" / "run.sh"


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def neo4j_server(folder: Path) -> Iterator[str]:
    """The address of a server with its data in `folder`. Skipped (CI=true: failed) where it cannot be had."""
    require_tool("java")
    require_tool("mvn")
    port = free_port()
    environment = {**os.environ, "NEO4J_HOME_DIR": str(folder), "BOLT_PORT": str(port)}
    fetched = _run("fetch", environment)
    if fetched.returncode:
        message = f"Neo4j cannot be fetched from Maven: {fetched.stdout[-500:]}"
        pytest.fail(message, pytrace=False) if os.environ.get("CI") == "true" else pytest.skip(message)
    try:
        started = _run("start", environment)
        assert started.returncode == 0, started.stdout
        yield f"bolt://127.0.0.1:{port}"
    finally:
        _run("stop", environment)


def _run(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Output goes through a file: the server would keep a pipe open."""
    log = Path(environment["NEO4J_HOME_DIR"], f"{command}.log")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        done = subprocess.run([str(_SCRIPT), command], env=environment, stdout=out, stderr=out, timeout=200)
    return subprocess.CompletedProcess(done.args, done.returncode, log.read_text())


class Relay:
    """Hands bytes on to another port until it is cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writers: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def cut(self) -> None:
        """Close every connection, and take no new one."""
        if self._server is not None:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        self._writers += [writer, back]
        await asyncio.gather(_pump(reader, back), _pump(there, writer))


@asynccontextmanager
async def relay_to(address: str) -> AsyncIterator[tuple[str, Relay]]:
    """`bolt://…` through a relay."""
    relay = Relay(int(address.rsplit(":", 1)[1]))
    port = await relay.open()
    try:
        yield f"bolt://127.0.0.1:{port}", relay
    finally:
        await relay.cut()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()
