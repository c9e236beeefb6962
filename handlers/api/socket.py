"""The channel `ws`: who may connect, what all connections share, and how they end when the server does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from codegen.runtime.connection import ConnectionClosed
from generated import models
from generated.server.ws_channel import WsConnection, WsHandlers
from handlers.api import frames
from handlers.api.peer import Peer, PeerLimits
from handlers.errors import Unauthenticated, Unavailable
from handlers.security.rates import RateLimiter
from handlers.sessions.chat import SessionChat
from handlers.sessions.delivery import Deliveries
from handlers.sessions.open import SessionRoom

_PROGRESS_S = 1.0  # at most one frame a project in it, and one at a job's end


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """Connections at a time: of all keys, and of one."""

    connections: int = 500
    per_key: int = 32
    peer: PeerLimits = field(default_factory=PeerLimits)


class SessionSocket:
    """`create_app(ws_channel=SessionSocket(...))`.

    Needs the sessions' room, the chat over the same room, and the rate limiter that HTTP commands share; a call's
    principal has its class in the claim `clientClass`. Without a chat, questions are refused with 503.
    """

    def __init__(
        self,
        room: SessionRoom,
        *,
        chat: SessionChat | None,
        rates: RateLimiter,
        limits: SocketLimits | None = None,
    ) -> None:
        self._room, self._chat, self._rates = room, chat, rates
        self._limits = limits or SocketLimits()
        self._deliveries = Deliveries(room.sessions, room.log, room.live)
        self._peers: dict[WsConnection, Peer] = {}
        self._draining = False
        self._empty = asyncio.Event()
        self._empty.set()
        self._progress: dict[str, float] = {}

    @property
    def open(self) -> int:
        return len(self._peers)

    @property
    def draining(self) -> bool:
        return self._draining

    @asynccontextmanager
    async def __call__(self, connection: WsConnection) -> AsyncIterator[WsHandlers]:
        """Raises `Unavailable` (`draining`) before the upgrade; other limits close with their own code after it."""
        if self._draining:
            raise Unavailable("the server is stopping", code="draining", retry_after_ms=1000)
        if connection.principal is None:
            raise Unauthenticated("this needs a key or a ticket")
        owner, client_class = connection.principal.id, str(connection.principal.claims["clientClass"])
        if connection.subprotocol not in (None, "leanvibe.v1"):
            connection.close("protocol_version", "this server speaks leanvibe.v1")
        if self.open >= self._limits.connections:
            connection.close("try_again_later", f"{self.open} connections are open")
        if sum(peer.owner == owner for peer in self._peers.values()) >= self._limits.per_key:
            connection.close("connection_limit", f"{self._limits.per_key} connections of one key")
        async with asyncio.TaskGroup() as tasks:
            peer = Peer(
                connection,
                owner,
                client_class,
                room=self._room,
                chat=self._chat,
                deliveries=self._deliveries,
                rates=self._rates,
                limits=self._limits.peer,
                tasks=tasks,
            )
            self._peers[connection] = peer
            self._empty.clear()
            try:
                yield peer
            finally:
                peer.leave()
                del self._peers[connection]
                if not self._peers:
                    self._empty.set()

    async def drain(
        self, *, reason: str = "shutdown", retry_after_ms: int = 1000, restart: bool = False, within_s: float = 5.0
    ) -> None:
        """Tells everybody, closes with 1001 (1012 for a restart), and waits until all have gone. Call it first."""
        self._draining = True
        for connection in list(self._peers):
            with suppress(ConnectionClosed):
                connection.post(frames.draining(retry_after_ms, reason))
            connection.close("restart" if restart else "going_away", reason)
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._empty.wait()

    def revoked(self, key_id: str) -> None:
        """For `Keys.on_revoked`: whoever showed this key is not known any more."""
        for connection, peer in list(self._peers.items()):
            if peer.owner == key_id:
                connection.abort("unauthenticated", "the key was revoked")

    def sessions_expired(self, session_ids: Sequence[str]) -> None:
        """For the job that deletes sessions: a connection that follows nothing else ends with `session_expired`."""
        for peer in self._peers.values():
            peer.sessions_expired(session_ids)

    def index_progress(self, job: models.IndexJob) -> None:
        """Tells every client how far an index job is, not more often than it helps."""
        now, ended = time.monotonic(), job.state not in ("queued", "running")
        if not ended and now - self._progress.get(job.project_id, -_PROGRESS_S) < _PROGRESS_S:
            return
        self._progress = {key: at for key, at in self._progress.items() if now - at < _PROGRESS_S}
        self._progress[job.project_id] = now
        for connection, peer in list(self._peers.items()):
            if peer.greeted:
                with suppress(ConnectionClosed):
                    connection.post(frames.index_progress(job))
