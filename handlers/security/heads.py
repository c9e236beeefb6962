"""HTTP/1.1 as uvicorn reads it with h11, less the patience: heads come within seconds, and refused bodies end.

h11 and not httptools: it refuses two Host headers, keeps an absolute target as it is (so that it can be refused), and
bounds how long a head may grow.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any, TypeAlias

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_BYTES = 32 * 1024

Unreadable: TypeAlias = Callable[[int, str], tuple[list[tuple[str, str]], bytes]]
"""Headers and body for a status and what is wrong."""


class PromptHeads(H11Protocol):
    """Closes a connection that keeps one waiting: for a head's end, or for the rest of a body that was refused."""

    seconds = 10.0
    unreadable: Unreadable
    _waiting: asyncio.TimerHandle | None = None

    @classmethod
    def within(cls, seconds: float, *, unreadable: Unreadable) -> type[PromptHeads]:
        """`seconds` from the first byte of a connection, or of its next request, to the end of the head."""
        return type(cls.__name__, (cls,), {"seconds": seconds, "unreadable": staticmethod(unreadable)})

    def send_400_response(self, msg: str) -> None:
        """The answer to what is no HTTP; without a body where the Host is missing or given twice."""
        headers, body = self.unreadable(400, msg)
        if isinstance(error := sys.exception(), h11.ProtocolError) and "Host" in str(error):
            headers, body = [("Content-Length", "0")], b""
        raw = [(name.encode(), value.encode()) for name, value in [*headers, ("Connection", "close")]]
        self.transport.write(self.conn.send(h11.Response(status_code=400, headers=raw, reason=b"Bad Request")))
        self.transport.write(self.conn.send(h11.Data(data=body)))
        self.transport.write(self.conn.send(h11.EndOfMessage()))
        self.transport.close()

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._owes() and not self.transport.is_closing():
            self._wait()
        else:
            self._stop()

    def handle_websocket_upgrade(self, event: Any) -> None:
        self._stop()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _owes(self) -> bool:
        """Whether the peer is in the middle of something that nobody waits for in earnest."""
        answered = self.cycle is not None and self.cycle.response_complete
        return self.conn.their_state is h11.IDLE or (self.conn.their_state is h11.SEND_BODY and answered)

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(self.seconds, self._late)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _late(self) -> None:
        self._waiting = None
        if self._owes() and not self.transport.is_closing():
            self.transport.abort()
