"""ASGI middleware that ends the event streams of a key whose secret was revoked or replaced."""

from __future__ import annotations

import asyncio
from collections import defaultdict

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.errors import Unauthenticated
from handlers.security.keys import KEY_PATTERN
from handlers.security.local_only import Answer


class RevokedStreams:
    """`end(key_id)` ends the streams of a key: for `Keys.on_revoked`. Not for several threads."""

    def __init__(self) -> None:
        self._open: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def end(self, key_id: str) -> None:
        for ended in self._open.get(key_id, ()):
            ended.set()

    def watch(self, key_id: str, ended: asyncio.Event) -> None:
        self._open[key_id].add(ended)

    def forget(self, key_id: str, ended: asyncio.Event) -> None:
        self._open[key_id].discard(ended)
        if not self._open[key_id]:
            del self._open[key_id]


class EndRevokedStreams:
    """To the application, the client of a revoked key has gone; to the client, the stream is complete.

    A client whose stream has not begun is answered 401, as is one that connects again. Requests that do not ask for an
    event stream pass untouched: they end by themselves, and the next one is refused.
    """

    def __init__(self, app: ASGIApp, *, streams: RevokedStreams, answer: Answer) -> None:
        self._app = app
        self._streams = streams
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key_id = _streaming_key(scope) if scope["type"] == "http" else None
        if key_id is None:
            await self._app(scope, receive, send)
            return
        ended = asyncio.Event()
        begun = complete = False

        async def until_ended() -> Message:
            message = asyncio.ensure_future(receive())
            revoked = asyncio.ensure_future(ended.wait())
            try:
                await asyncio.wait({message, revoked}, return_when=asyncio.FIRST_COMPLETED)
                return message.result() if message.done() else {"type": "http.disconnect"}
            finally:
                message.cancel()
                revoked.cancel()

        async def noting(message: Message) -> None:
            nonlocal begun, complete
            begun = True
            complete = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        self._streams.watch(key_id, ended)
        try:
            await self._app(scope, until_ended, noting)
        finally:
            self._streams.forget(key_id, ended)
        if not ended.is_set() or complete:
            return
        if begun:
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._answer(Unauthenticated("the key was revoked or its secret replaced"), scope, receive, send)


def _streaming_key(scope: Scope) -> str | None:
    """The id in the key that the request shows, where it may be answered with an event stream."""
    headers = dict(scope["headers"])
    if b"text/" not in headers.get(b"accept", b"").lower():
        return None
    match = KEY_PATTERN.search(headers.get(b"authorization", b"").decode("latin-1"))
    return match and match[1]
