"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) until the handler ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

import orjson
from starlette.types import Receive, Send

from codegen.runtime.answers import ContractViolationError
from codegen.runtime.disconnect import disconnected

_BREAK = re.compile(rb"\r\n|\r|\n")
_BREAKING = re.compile(r"[\r\n\0\ud800-\udfff]").search
HEARTBEAT = 15.0  # seconds between comments on a silent stream


def frame(event: Any, discriminator: str, data: Callable[[Any], bytes]) -> bytes:
    """One event: its id where the handler gave one, its name where the contract has a discriminator, its data.

    Raises `ContractViolationError` for an id or a name with a line break or NUL, which would begin another field, or be
    dropped by browsers. Line breaks of data that is text and not JSON become those of several `data` fields.
    """
    identity, value = event if isinstance(event, tuple) else (None, event)
    text = data(value)
    lines = [b"id: " + _one_line("id", str(identity)) + b"\n"] if identity else []
    if discriminator:
        members = orjson.loads(text)
        name = members.get(discriminator) if isinstance(members, dict) else None
        lines += [b"event: " + _one_line("name", name) + b"\n"] if isinstance(name, str) else []
    if b"\n" in text or b"\r" in text:
        text = _BREAK.sub(b"\ndata: ", text)
    return b"".join(lines) + b"data: " + text + b"\n\n"


def _one_line(what: str, text: str) -> bytes:
    if _BREAKING(text):
        raise ContractViolationError(f"an event has the {what} {text[:100]!a}, which no event stream can carry")
    return text.encode()


async def stream(
    events: AsyncIterator[Any],
    framed: Callable[[Any], bytes],
    status: int,
    request_id: str,
    receive: Receive,
    send: Send,
) -> None:
    """Sends the head with the first event, so that an error before it has a status; stops when the client goes."""
    head = {
        "type": "http.response.start",
        "status": status,
        "headers": [
            (b"content-type", b"text/event-stream"),
            (b"cache-control", b"no-store"),
            (b"x-request-id", request_id.encode()),
        ],
    }
    begun = False
    gone = asyncio.ensure_future(disconnected(receive))
    try:
        async with aclosing(events) as opened:  # type: ignore[type-var]  # handlers are async generators
            upcoming = asyncio.ensure_future(anext(opened, None))
            while True:
                done, _ = await asyncio.wait({upcoming, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
                if gone in done:
                    upcoming.cancel()
                    await asyncio.wait({upcoming})  # a generator that still runs cannot be closed
                    return
                text = b": alive\n\n"
                if upcoming in done:
                    event = upcoming.result()
                    if event is None:
                        break
                    text = framed(event)
                    upcoming = asyncio.ensure_future(anext(opened, None))
                if not begun:
                    begun = True
                    await send(head)
                await send({"type": "http.response.body", "body": text, "more_body": True})
        if not begun:
            await send(head)
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
