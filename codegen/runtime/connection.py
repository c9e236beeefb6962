"""One WebSocket as handlers see it: typed messages out, a bounded queue, an end with one of the contract's codes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Generic, TypeVar

from starlette.types import Send

from codegen.runtime.call import Principal

S_contra = TypeVar("S_contra", contravariant=True)
C_contra = TypeVar("C_contra", bound=str, contravariant=True)

MOST_REASON = 123  # bytes of UTF-8 (RFC 6455, section 5.5)


class ConnectionClosed(Exception):  # no error of whoever sends: peers go
    """The connection is over, or about to be: nothing more can be sent."""


class Connection(Generic[S_contra, C_contra]):
    """What is sent leaves in order. Lives in one event loop; made by the channel, one a peer."""

    def __init__(
        self,
        identity: str,
        *,
        principal: Principal | None,
        client: str,
        subprotocol: str | None,
        codes: Mapping[str, int],
        encode: Callable[[Any], str],
        queue: int,
        patience: float,
    ) -> None:
        self.id = identity
        self.principal = principal
        self.client = client  # host:port of the peer
        self.subprotocol = subprotocol  # what the peer offered first and was accepted
        self._codes, self._encode, self._limit, self._patience = codes, encode, queue, patience
        self._waiting: deque[str] = deque()
        self._more, self._room = asyncio.Event(), asyncio.Event()
        self._end: tuple[int, str] | None = None
        self._gone = False
        self.ended = asyncio.Event()  # set when the connection is over or about to be

    @property
    def waiting(self) -> int:
        """Messages that have not left yet."""
        return len(self._waiting)

    @property
    def close_code(self) -> int | None:
        """How it ended, by either side."""
        return None if self._end is None else self._end[0]

    async def send(self, message: S_contra) -> None:
        """Queues one message; waits while the queue is full. Raises `ConnectionClosed`, `ContractViolationError`.

        A peer that takes nothing for too long is closed with `slow_consumer`.
        """
        text = self._encode(message)
        while self._end is None and len(self._waiting) >= self._limit:
            self._room.clear()
            await self._room.wait()
        self._queue(text)

    def post(self, message: S_contra) -> None:
        """Queues one message and never waits, for whoever tells many: a full queue closes with `slow_consumer`.

        Raises like `send`.
        """
        text = self._encode(message)
        if self._end is None and len(self._waiting) >= self._limit:
            self.abort("slow_consumer", "too many messages wait")
        self._queue(text)

    def close(self, code: C_contra, reason: str = "") -> None:
        """Ends the connection after what is queued; the first end counts. `code` is a name of the contract's."""
        self._finish(self._codes[code], reason)

    def abort(self, code: str, reason: str = "") -> None:
        """The same at once: what is queued is dropped."""
        self._waiting.clear()
        self._finish(self._codes[code], reason)

    def left(self, code: int) -> None:
        """The channel's: the peer has gone."""
        self._gone = True
        self._waiting.clear()
        self._finish(code, "")

    async def write(self, transport: Send) -> None:
        """The channel's: sends what is queued until the end, and then says goodbye."""
        try:
            while True:
                while self._waiting:
                    text = self._waiting.popleft()
                    self._room.set()
                    async with asyncio.timeout(self._patience):
                        await transport({"type": "websocket.send", "text": text})
                if self._end is not None:
                    break
                self._more.clear()
                await self._more.wait()
        except TimeoutError:
            self.abort("slow_consumer", "nothing was taken for too long")
        except (OSError, RuntimeError):  # how web servers say that the peer has gone
            self.left(1006)
        if not self._gone and self._end is not None:
            code, reason = self._end
            with suppress(TimeoutError, OSError, RuntimeError):
                async with asyncio.timeout(self._patience):
                    await transport({"type": "websocket.close", "code": code, "reason": _short(reason)})

    def _queue(self, text: str) -> None:
        if self._end is not None:
            raise ConnectionClosed(f"the connection is closed ({self._end[0]})")
        self._waiting.append(text)
        self._more.set()

    def _finish(self, code: int, reason: str) -> None:
        if self._end is None:
            self._end = (code, reason)
        self.ended.set()
        self._more.set()
        self._room.set()


def _short(reason: str) -> str:
    return reason.encode(errors="replace")[:MOST_REASON].decode(errors="ignore")
