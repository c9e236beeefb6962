"""Accepts connections from the listening socket, within the process's limit of open files."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress

from handlers.connections.table import Accepted, Connections, Use, peer_of

log = logging.getLogger("leanvibe.connections")

_BATCH = 64  # accepted at a time, so that a flood of connections does not delay answers
_PAUSE_S = 0.5
_EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)

MakeProtocol = Callable[[Accepted], asyncio.Protocol]
"""Sets the connection's `use` and `close`, and removes it from the table when it is lost."""


class Acceptor:
    """`start`, `close`, `wait_closed`, as the servers of asyncio have them.

    asyncio's own accepts without a limit, and where files run out it logs each failed attempt of a loop of thousands.
    """

    def __init__(
        self,
        listening: socket.socket,
        make: MakeProtocol,
        connections: Connections,
        *,
        tls: ssl.SSLContext | None,
        handshake_s: float,
    ) -> None:
        self._listening, self._make, self._connections = listening, make, connections
        self._tls, self._handshake_s = tls, handshake_s
        self._loop = asyncio.get_running_loop()
        self._opening: set[asyncio.Task[None]] = set()
        self._resume: asyncio.TimerHandle | None = None
        self._closed = False

    def start(self, backlog: int) -> None:
        self._listening.setblocking(False)
        self._listening.listen(backlog)
        self._loop.add_reader(self._listening, self._ready)

    def close(self) -> None:
        """Stops to accept; what was accepted goes on."""
        self._closed = True
        if self._resume is not None:
            self._resume.cancel()
        self._loop.remove_reader(self._listening)

    async def wait_closed(self) -> None:
        for task in self._opening:
            task.cancel()
        if self._opening:
            await asyncio.wait(self._opening)

    def _ready(self) -> None:
        for _ in range(_BATCH):
            try:
                accepted, address = self._listening.accept()
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                if error.errno in _EXHAUSTED:
                    log.error("cannot accept connections: %s; see `ulimit -n`", error.strerror)
                    self._connections.shed()
                    self._pause()
                    return
                continue  # this peer has gone already
            self._admit(accepted, address)

    def _pause(self) -> None:
        self._loop.remove_reader(self._listening)
        self._resume = self._loop.call_later(_PAUSE_S, self._again)

    def _again(self) -> None:
        if not self._closed:
            self._loop.add_reader(self._listening, self._ready)

    def _admit(self, accepted: socket.socket, address: object) -> None:
        def shut() -> None:
            with suppress(OSError):
                accepted.shutdown(socket.SHUT_RDWR)

        connection = Accepted(peer_of(address), lambda: Use.UNASKED, shut)
        if not self._connections.add(connection):
            log.warning("refused a connection: as many as are allowed are in use")
            accepted.close()
            return
        accepted.setblocking(False)
        task = self._loop.create_task(self._open(accepted, connection))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _open(self, accepted: socket.socket, connection: Accepted) -> None:
        try:
            await self._loop.connect_accepted_socket(
                lambda: self._make(connection),
                accepted,
                ssl=self._tls,
                ssl_handshake_timeout=self._handshake_s if self._tls else None,
            )
        except (OSError, EOFError):  # the peer has gone, or speaks no TLS
            self._connections.remove(connection)
            accepted.close()
        except BaseException:
            self._connections.remove(connection)
            accepted.close()
            raise
