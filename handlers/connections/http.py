"""HTTP/1.1 as uvicorn reads it with h11, with limits of time and of requests per connection.

h11 and not httptools: it refuses two Host headers, keeps an absolute target as it is (so that it can be refused), and
bounds how long a head may grow.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from handlers.connections.table import Accepted, Connections, Use

HEAD_BYTES = 32 * 1024

Unreadable: TypeAlias = Callable[[int, str], tuple[list[tuple[str, str]], bytes]]
"""Headers and body for a status and what is wrong."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `head`: until the head of a request is complete, from the first byte of the connection or of the next
    request. `idle`: between two requests. `write`: until a peer takes more of an answer."""

    head: float = 10.0
    idle: float = 5.0
    write: float = 30.0


class HttpConnection(H11Protocol):
    """Closes a connection whose peer makes it wait: for a head, the rest of a refused body, the taking of an answer."""

    pipelined = 16
    """Requests that a client may send at once, before their answers."""

    def __init__(
        self,
        *arguments: Any,
        accepted: Accepted,
        connections: Connections,
        timeouts: Timeouts,
        unreadable: Unreadable,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._accepted, self._table = accepted, connections
        self._timeouts, self._unreadable = timeouts, unreadable
        self._head_timer: asyncio.TimerHandle | None = None
        self._write_timer: asyncio.TimerHandle | None = None
        self._sent_early = 0
        self.timeout_keep_alive = timeouts.idle  # type: ignore[assignment]  # passed to call_later alone
        accepted.use = self._use

    def send_400_response(self, msg: str) -> None:
        """The answer to what is no HTTP; without a body where the Host is missing or given twice."""
        if self.conn.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.close()  # an answer is on its way: these are invalid bytes of a refused body
            return
        headers, body = self._unreadable(400, msg)
        if isinstance(error := sys.exception(), h11.ProtocolError) and "Host" in str(error):
            headers, body = [("Content-Length", "0")], b""
        raw = [(name.encode(), value.encode()) for name, value in [*headers, ("Connection", "close")]]
        self.transport.write(self.conn.send(h11.Response(status_code=400, headers=raw, reason=b"Bad Request")))
        self.transport.write(self.conn.send(h11.Data(data=body)))
        self.transport.write(self.conn.send(h11.EndOfMessage()))
        self.transport.close()

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._accepted.close = transport.abort
        self._await_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._owes() and not self.transport.is_closing():
            self._await_head()
        else:
            self._stop_head_timer()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._write_timer = self.loop.call_later(self._timeouts.write, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_write_timer()

    def on_response_complete(self) -> None:
        exchange = self.scope.get("exchange")  # the application's, where it is a generated server
        if getattr(exchange, "principal", None) is not None:
            self._table.authenticated(self._accepted)
        self._sent_early = self._sent_early + 1 if self.conn.trailing_data[0] else 0
        if self._sent_early >= self.pipelined and not self.transport.is_closing():
            self.transport.close()  # the client sends the rest again, as after any close (RFC 9112, section 9.3.2)
        super().on_response_complete()

    def handle_websocket_upgrade(self, event: Any) -> None:
        self._stop_head_timer()
        self._accepted.use = lambda: Use.ACTIVE
        super().handle_websocket_upgrade(event)
        upgraded: Any = self.transport.get_protocol()
        upgraded.on_lost = self._lost

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost()
        self._stop_head_timer()
        self._stop_write_timer()
        super().connection_lost(exc)

    def _lost(self) -> None:
        self._table.remove(self._accepted)

    def _use(self) -> Use:
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None:
            return Use.UNASKED
        if self.conn.their_state is h11.SEND_BODY and cycle.response_started:
            return Use.ANSWERED
        if not cycle.response_complete and not self.flow.write_paused:
            return Use.ACTIVE
        return Use.KEPT if self._accepted.keyed else Use.ANSWERED

    def _owes(self) -> bool:
        """Whether the peer is in the middle of a head, or of a body that was answered already."""
        answered = self.cycle is not None and self.cycle.response_complete
        return self.conn.their_state is h11.IDLE or (self.conn.their_state is h11.SEND_BODY and answered)

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(self._timeouts.head, self._late)

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _stop_write_timer(self) -> None:
        if self._write_timer is not None:
            self._write_timer.cancel()
            self._write_timer = None

    def _late(self) -> None:
        self._head_timer = None
        if self._owes() and not self.transport.is_closing():
            self.transport.abort()
