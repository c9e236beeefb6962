"""One request handed to an ASGI application as the bytes that it is: no client that would mend it on the way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]  # lower-case names
    body: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


async def ask(
    app: Any,
    method: str,
    target: str,
    headers: Sequence[tuple[str, str]] = (),
    body: bytes = b"",
    *,
    stays: bool = False,
    **scope: Any,
) -> Answer:
    """`target` is path and query as they would stand in the request line. `stays`: the client does not close the
    connection after its request, as is needed to get an event stream."""
    path, _, query = target.partition("?")
    known = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
        "state": {},
        **scope,
    }
    if body and not any(name.lower() == "content-length" for name, _ in headers):
        known["headers"].append((b"content-length", str(len(body)).encode()))
    given, sent = [{"type": "http.request", "body": body, "more_body": False}], list[Any]()

    async def receive() -> Any:
        if not given and stays:
            await asyncio.Event().wait()
        return given.pop() if given else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(known, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    found = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    whole = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(start["status"], found, whole)
