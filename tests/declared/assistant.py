"""The whole assistant in this process, served on a real socket as `leanvibe serve` does, and a client that records."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from starlette.types import ASGIApp

from handlers.api.socket import SocketLimits
from handlers.app import Running, open_server
from handlers.connections.listening import listening_socket
from handlers.connections.table import ConnectionLimits
from handlers.llm.engine import EngineLimits
from handlers.serve import web_server
from handlers.settings import Settings, load_settings
from handlers.storage.data_folder import DataFolder
from tests.declared.record import OPERATIONS, Record
from tests.handlers.conftest import SteppedClock

UNKNOWN = "00000000-0000-4000-8000-000000000000"
MODEL = "smollm2-135m"
MAX_BODY = 64 * 1024


@asynccontextmanager
async def served(app: ASGIApp, settings: Settings) -> AsyncIterator[str]:
    """`127.0.0.1:<port>` while the block runs. The kernel buffers little, so that a slow reader is noticed soon."""
    with listening_socket("127.0.0.1", 0) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32 * 1024)
        server = web_server(app, settings, ConnectionLimits())
        serving = asyncio.create_task(server._serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.005)
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving


@dataclass
class Assistant:
    """`call` makes requests with the key of the key file by default."""

    running: Running
    settings: Settings
    place: str
    record: Record
    clock: SteppedClock
    key: str
    client: httpx.AsyncClient

    async def call(
        self,
        operation_id: str,
        want: int,
        *,
        key: str | None = None,
        query: Mapping[str, Any] | str | None = None,
        body: Any = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **path: str,
    ) -> httpx.Response:
        """One request, recorded; fails where the status is not `want`.

        What is not given is taken from the contract's examples: path and query parameters, the body.
        """
        operation = OPERATIONS[operation_id]
        target = operation.path
        parameters = operation.declared.get("parameters", ())
        for parameter in parameters:
            if parameter["in"] == "path":
                target = target.replace(
                    f"{{{parameter['name']}}}", quote(path.get(parameter["name"], parameter["example"]))
                )
        if query is None:
            query = {p["name"]: p["example"] for p in parameters if p["in"] == "query" and p.get("required")}
        text = query if isinstance(query, str) else str(httpx.QueryParams(dict(query)))
        sent = {"Authorization": f"Bearer {self.key if key is None else key}"} if key != "" else {}
        for parameter in parameters:
            if parameter["in"] == "header" and parameter.get("required"):
                sent[parameter["name"]] = "*"
        media = next(iter(operation.takes.items()), None)
        if media is not None:
            sent["Content-Type"] = media[0]
            if content is None:
                content = json.dumps(example_of(media[1]) if body is None else body).encode()
        sent |= headers or {}
        sent = {name: value for name, value in sent.items() if value}
        url = f"http://{self.place}{target}" + (f"?{text}" if text else "")
        answer = await self.client.request(operation.method, url, headers=sent, content=content)
        self.client.cookies.clear()  # each call shows what it is given and nothing else
        self.record.answered(operation_id, answer)
        assert answer.status_code == want, f"{operation_id}: {answer.status_code}, not {want}: {answer.text[:500]}"
        return answer


def example_of(media: Mapping[str, Any]) -> Any:
    return next(iter(media["examples"].values()))["value"]


@asynccontextmanager
async def assistant(
    folder: Path,
    record: Record,
    *,
    sockets: SocketLimits | None = None,
    engine: EngineLimits | None = None,
    clock: SteppedClock | None = None,
    **settings: Any,
) -> AsyncIterator[Assistant]:
    """`folder` holds the data and may hold projects; a second assistant may continue with it after the first."""
    clock = clock or SteppedClock()
    given = load_settings(
        **{
            "data_dir": folder / "data",
            "allowed_roots": (folder,),
            "model": MODEL,
            "max_body": MAX_BODY,
            "rate_cli": 100_000,
            **settings,
        }
    )
    with DataFolder.open(given.data_dir, url="http://127.0.0.1"):
        async with open_server(given, clock=clock, limits=sockets, engine_limits=engine) as running:
            key = running.key_file.read_text().strip()
            async with (
                served(running.app, given) as place,
                httpx.AsyncClient(trust_env=False, timeout=60) as client,
            ):
                yield Assistant(running, given, place, record, clock, key, client)
