"""HTTP/1.1 as uvicorn reads it with h11, less the patience: heads come within seconds, and refused bodies end.

h11 and not httptools: it refuses two Host headers, keeps an absolute target as it is (so that it can be refused), and
bounds how long a head may grow.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_BYTES = 32 * 1024


class PromptHeads(H11Protocol):
    """Closes a connection that keeps one waiting: for a head's end, or for the rest of a body that was refused."""

    seconds = 10.0
    _waiting: asyncio.TimerHandle | None = None

    @classmethod
    def within(cls, seconds: float) -> type[PromptHeads]:
        """From the first byte of a connection, or of its next request, to the end of the head."""
        return type(cls.__name__, (cls,), {"seconds": seconds})

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
