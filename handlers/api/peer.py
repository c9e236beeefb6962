"""One client on the socket: its hello, its streams, its commands, and whether it is still there."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

from codegen.runtime.connection import ConnectionClosed
from codegen.runtime.model import MISSING
from generated import models
from generated.server.ws_channel import WsConnection
from handlers.api import frames
from handlers.api.absent import given
from handlers.api.refusals import problem_of, refusal
from handlers.errors import NotFound, TooMany, Unavailable
from handlers.security.rates import RateLimiter
from handlers.sessions.chat import Asking, Question, SessionChat
from handlers.sessions.commands import Command
from handlers.sessions.delivery import DELTA_PAUSE_S, Deliveries, Ready, Told
from handlers.sessions.log import Event, Position, Reset
from handlers.sessions.messages import Made
from handlers.sessions.open import SessionRoom
from handlers.sessions.snapshot import Snapshot

log = logging.getLogger("leanvibe.socket")

_FINAL_RESETS = frozenset({"trimmed", "epoch_changed", "ahead_of_tail"})  # for a stream that is being delivered
_IOS_PAUSE_S = 0.2  # a phone's radio pays for each frame


@dataclass(frozen=True, slots=True)
class PeerLimits:
    """Seconds and counts; the contract's close codes say what happens beyond them."""

    hello_s: float = 5.0
    ping_s: float = 15.0
    pong_s: float = 8.0
    streams: int = 10
    in_flight: int = 16
    rate_refusals: int = 20  # in a row
    errors: int = 50  # refused commands in a row


Sent = models.SessionMessageAppend | models.AiChatAsk | models.AiChatCancel


class Peer:
    """The handlers of one connection. What takes long runs in `tasks`, so that frames are taken on the way."""

    def __init__(
        self,
        connection: WsConnection,
        owner: str,
        client_class: str,
        *,
        room: SessionRoom,
        chat: SessionChat | None,
        deliveries: Deliveries,
        rates: RateLimiter,
        limits: PeerLimits,
        tasks: asyncio.TaskGroup,
    ) -> None:
        self.owner = owner
        self.greeted = False
        self._connection, self._class = connection, client_class
        self._room, self._chat, self._deliveries = room, chat, deliveries
        self._rates, self._limits, self._tasks = rates, limits, tasks
        self._client = ""
        self._streams: dict[str, asyncio.Task[None]] = {}
        self._background: set[asyncio.Task[None]] = set()
        self._tied: set[Asking] = set()  # questions that end with the connection
        self._pong, self._awaited = asyncio.Event(), ""
        self._refused = self._limited = self._in_flight = 0
        self._delivered: dict[tuple[str, str], int] = {}  # the last seq by session and epoch
        self._expired: set[str] = set()
        self._greeting = self._spawn(self._hello_in_time())

    def leave(self) -> None:
        """The connection is over."""
        for task in self._background:
            task.cancel()
        for asking in self._tied:
            asking.cancel()

    # --- connection -------------------------------------------------------------------------------------------------

    async def receive_hello(self, message: models.ConnectionHello) -> None:
        if self.greeted:
            self._connection.abort("contract_violation", "a second connection.hello")
            return
        self.greeted = True
        self._greeting.cancel()
        hello, ref = message.payload.data, message.payload.metadata.id
        self._client = f"{self.owner}/{hello.client_id}"
        ready = frames.ready(
            self._connection.id,
            ping_ms=round(self._limits.ping_s * 1000),
            pong_ms=round(self._limits.pong_s * 1000),
            rate=self._rates.rate(self._class),
            ref=ref,
        )
        await self._connection.send(ready)  # before what its streams say
        self._spawn(self._heartbeat())
        for place in hello.resume:
            await self._open(place.session_id, _place(place.epoch, place.seq), ref)

    async def receive_pong(self, message: models.ConnectionPong) -> None:
        if self._said_hello() and message.payload.metadata.id == self._awaited:
            self._pong.set()

    async def _hello_in_time(self) -> None:
        await asyncio.sleep(self._limits.hello_s)
        self._connection.close("hello_timeout", f"no connection.hello within {self._limits.hello_s:g} s")

    async def _heartbeat(self) -> None:
        number = 0
        while True:
            await asyncio.sleep(self._limits.ping_s)
            number += 1
            self._awaited = f"p-{number}"
            self._pong.clear()
            sessions = []
            for session_id in list(self._streams):
                with suppress(NotFound):
                    await self._room.sessions.touch(self.owner, session_id)
                    sessions.append(await self._room.sessions.get(self.owner, session_id))
            try:
                async with asyncio.timeout(self._limits.pong_s):
                    await self._connection.send(frames.ping(sessions, self._awaited))
                    await self._pong.wait()
            except TimeoutError:
                self._connection.abort("no_pong", "a ping was not answered in time")
                return

    def _said_hello(self) -> bool:
        if not self.greeted:
            self._connection.abort("contract_violation", "connection.hello comes first")
        return self.greeted

    # --- streams ----------------------------------------------------------------------------------------------------

    async def open_stream(self, message: models.StreamOpen) -> None:
        if not self._said_hello():
            return
        data, ref = message.payload.data, message.payload.metadata.id
        try:
            self._take()
        except TooMany as error:
            refused = self._refuse(message.session_id, error, ref)
            if refused is not None:
                await self._connection.send(refused)
            return
        await self._open(message.session_id, _place(data.epoch, data.seq), ref)

    async def receive_stream_ack(self, message: models.StreamAck) -> None:
        """Places are the client's own: it names them when it comes back. So there is nothing to keep here.

        A client that has events which this connection never delivered holds the state of another log.
        """
        if not self._said_hello():
            return
        ack = message.payload.data
        delivered = self._delivered.get((message.session_id, ack.epoch))
        if delivered is not None and ack.seq > delivered:
            self._connection.abort("state_invalid", f"event {ack.seq} was acknowledged, {delivered} was the last sent")

    def sessions_expired(self, session_ids: Sequence[str]) -> None:
        """These sessions were deleted because nobody used them; `_follow` wakes next."""
        self._expired.update(self._streams.keys() & set(session_ids))

    async def _open(self, session_id: str, place: Position | None, ref: str) -> None:
        former = self._streams.pop(session_id, None)
        if former is not None:
            former.cancel()
            await asyncio.wait({former})
        if len(self._streams) >= self._limits.streams:
            self._connection.close("session_limit", f"more than {self._limits.streams} sessions")
            return
        self._streams[session_id] = self._spawn(self._follow(session_id, place, ref))

    async def _follow(self, session_id: str, place: Position | None, ref: str) -> None:
        pause = _IOS_PAUSE_S if self._class == "ios" else DELTA_PAUSE_S
        begun = False
        async with aclosing(self._deliveries.to(self.owner, session_id, place, pause_s=pause)) as all_told:
            async for one in all_told:
                if begun and isinstance(one, Reset) and one.reason in _FINAL_RESETS:
                    self._end_reset(one)
                    return
                self._note_delivery(session_id, one)
                await self._connection.send(frames.told(session_id, one, None if begun else ref))
                begun = begun or not isinstance(one, Reset)
        if self._streams.get(session_id) is asyncio.current_task():
            del self._streams[session_id]
        if session_id in self._expired and not self._streams:
            self._connection.close("session_expired", "nobody used the session for too long")

    def _end_reset(self, reset: Reset) -> None:
        """The log of a stream that was being delivered cannot be gone on from."""
        if reset.reason == "trimmed":
            self._connection.abort("slow_consumer", "the log went on without this client")
        else:  # the log was replaced while the server runs: no place of any session means anything
            self._connection.abort("state_invalid", f"the log changed under the connection ({reset.reason})")

    def _note_delivery(self, session_id: str, told: Told) -> None:
        match told:
            case Ready(epoch=epoch, from_seq=seq) | Snapshot(epoch=epoch, as_of_seq=seq) | Event(epoch=epoch, seq=seq):
                self._delivered[session_id, epoch] = max(seq, self._delivered.get((session_id, epoch), 0))

    # --- commands ---------------------------------------------------------------------------------------------------

    async def receive_message_append(
        self, message: models.SessionMessageAppend
    ) -> models.CommandAck | models.CommandError | None:
        body = message.payload.data
        role = "user" if body.role is MISSING else body.role
        return await self._execute(
            message,
            lambda command: self._room.messages.append(
                self.owner, message.session_id, body.content, role=role, command=command
            ),
        )

    async def receive_chat_ask(self, message: models.AiChatAsk) -> models.CommandError | None:
        if not self._said_hello():
            return None
        if self._in_flight >= self._limits.in_flight:
            busy = TooMany(f"{self._in_flight} commands are in flight", retry_after_ms=1000)
            return self._refuse(message.session_id, busy, message.payload.metadata.id)
        self._in_flight += 1
        self._spawn(self._ask(message))  # its answer begins when the model does
        return None

    async def receive_chat_cancel(self, message: models.AiChatCancel) -> models.CommandAck | models.CommandError | None:
        answer = message.payload.data.message_id
        return await self._execute(
            message, lambda command: self._chatting().cancel(self.owner, message.session_id, answer, command)
        )

    async def _ask(self, message: models.AiChatAsk) -> None:
        try:
            answer = await self._execute(message, lambda command: self._begun(message, command))
            if answer is not None:
                await self._connection.send(answer)
        finally:
            self._in_flight -= 1

    async def _begun(self, message: models.AiChatAsk, command: Command) -> Made:
        data = message.payload.data
        asked = Question(
            data.question,
            given(data.project_id),
            512 if data.max_tokens is MISSING else data.max_tokens,
            0.0 if data.temperature is MISSING else data.temperature,
        )
        asking = self._chatting().ask(self.owner, message.session_id, asked, command)
        if data.cancel_on_disconnect is True:
            self._tied = {one for one in self._tied if one.task and not one.task.done()} | {asking}
        return await asyncio.shield(asking.begun)

    def _chatting(self) -> SessionChat:
        if self._chat is None:
            raise Unavailable("this server has no model", code="model_unavailable")
        return self._chat

    async def _execute(
        self, message: Sent, work: Callable[[Command], Awaitable[Made]]
    ) -> models.CommandAck | models.CommandError | None:
        """One command, whose refusal changes nothing and leaves the connection."""
        if not self._said_hello():
            return None
        ref = message.payload.metadata.id
        data = message.payload.data.model_dump(mode="json", by_alias=True)
        command = Command(self._client, ref, {"type": message.type, "sessionId": message.session_id, "data": data})
        try:
            self._take()
            made = await work(command)
        except Exception as error:
            if refusal(error) is None:
                log.exception("a command failed", extra={"request_id": self._connection.id})
            return self._refuse(message.session_id, error, ref)
        self._refused = 0
        return frames.ack(message.session_id, made, ref)

    def _take(self) -> None:
        self._rates.take(self.owner, self._class)
        self._limited = 0

    def _refuse(self, session_id: str, error: Exception, ref: str) -> models.CommandError | None:
        """The refusal; None where it was one too many, and the connection ends."""
        self._refused += 1
        self._limited += isinstance(error, TooMany)
        if self._limited >= self._limits.rate_refusals:
            self._connection.abort("rate_limited", "the rate was exceeded again and again")
            return None
        if self._refused >= self._limits.errors:
            self._connection.abort("too_many_errors", f"{self._refused} commands were refused")
            return None
        wait = error.retry_after_ms if isinstance(error, TooMany) else None
        return frames.error(session_id, problem_of(error, self._connection.id), ref, wait)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        async def until_closed() -> None:
            with suppress(ConnectionClosed):
                await work

        task = self._tasks.create_task(until_closed())
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        task.add_done_callback(lambda _: work.close())  # a task that is cancelled before it begins never awaits it
        return task


def _place(epoch: str | MISSING, seq: int | MISSING) -> Position | None:
    return None if epoch is MISSING or seq is MISSING else Position(epoch, seq)
