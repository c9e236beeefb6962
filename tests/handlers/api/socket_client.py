"""A client of the socket, as plain as the contract: frames as JSON, nothing remembered but what a test asks for."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Any, Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from handlers.llm.assistant import Answered, Cited, Piece, Usage
from handlers.llm.model import Message as Turn

Json = dict[str, Any]
_numbers = itertools.count(1)


class ScriptedEngine:
    """A `ChatEngine` that says what a test puts into `script`, when it does: pieces, None for the end, or an error."""

    model = "scripted"

    def __init__(self) -> None:
        self.script: asyncio.Queue[str | Exception | None] = asyncio.Queue()
        self.asked: list[tuple[str, list[Turn]]] = []

    async def ask(
        self,
        question: str,
        *,
        project_id: str | None = None,
        history: Sequence[Turn] = (),
        max_tokens: int = 512,
        temperature: float = 0.0,
    ) -> AsyncGenerator[Cited | Piece | Answered]:
        self.asked.append((question, list(history)))
        said: list[str] = []
        while (piece := await self.script.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            if not said:
                yield Cited((), prompt_tokens=3)
            said.append(piece)
            yield Piece(piece)
        yield Answered("".join(said), (), Usage(3, len(said)), "stop")


class Watcher(Protocol):
    """Sees everything that a client sends and receives, in the contract's words."""

    def sent(self, frame: Json) -> None: ...

    def received(self, frame: Json) -> None: ...

    def closed(self, code: int | None) -> None: ...


class Client:
    def __init__(self, socket: ClientConnection, client_id: str, watcher: Watcher | None = None) -> None:
        self.socket, self.client_id, self._watcher = socket, client_id, watcher

    async def say(self, kind: str, session_id: str | None, data: Json, key: str = "") -> str:
        """Sends a frame; its id."""
        key = key or f"c-{next(_numbers)}"
        frame = {
            "type": kind,
            "sessionId": session_id,
            "timestamp": "2026-11-24T10:00:00Z",
            "payload": {"data": data, "metadata": {"id": key}},
        }
        await self.socket.send(json.dumps(frame))
        if self._watcher is not None:
            self._watcher.sent(frame)
        return key

    async def hello(self, *resume: Json) -> Json:
        """The `connection.ready`."""
        data = {"protocol": "leanvibe.v1", "clientId": self.client_id, "resume": list(resume)}
        await self.say("connection.hello", None, data)
        return await self.next("connection.ready")

    async def receive(self) -> Json:
        try:
            frame: Json = json.loads(await self.socket.recv())
        except ConnectionClosed:
            if self._watcher is not None:
                self._watcher.closed(self.socket.close_code)
            raise
        if self._watcher is not None:
            self._watcher.received(frame)
        return frame

    async def next(self, *kinds: str) -> Json:
        """The next frame of one of the types; what comes before it is passed over."""
        while (frame := await self.receive())["type"] not in kinds:
            pass
        return frame

    async def append(self, session_id: str, content: str, key: str = "") -> Json:
        """The acknowledgement or the error."""
        key = await self.say("session.message.append", session_id, {"content": content}, key)
        while True:
            frame = await self.next("command.ack", "command.error")
            if frame["payload"]["metadata"]["ref"] == key:
                return frame

    async def ended(self) -> int | None:
        """The close code."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.receive()
        return self.socket.close_code


@contextlib.asynccontextmanager
async def connected(
    place: str, owner: str = "anna", client_id: str = "", *, watcher: Watcher | None = None, **options: Any
) -> AsyncIterator[Client]:
    headers = {"Authorization": f"Bearer {owner}"} if owner else {}
    try:
        async with connect(f"ws://{place}/api/v1/ws", additional_headers=headers, **options) as socket:
            yield Client(socket, client_id or str(uuid.uuid4()), watcher)
    except ConnectionClosed:  # of the closing handshake: the connection was aborted
        pass


def data(frame: Json) -> Json:
    found: Json = frame["payload"]["data"]
    return found


def meta(frame: Json) -> Json:
    found: Json = frame["payload"]["metadata"]
    return found
