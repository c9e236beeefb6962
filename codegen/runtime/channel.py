"""One AsyncAPI channel as a WebSocket endpoint: upgrade, validate, dispatch, check what is sent, close by name."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Never

from pydantic import TypeAdapter
from starlette.types import Message, Receive, Scope, Send

from codegen.runtime.answers import ContractViolationError
from codegen.runtime.call import ApiError, Principal, Violation
from codegen.runtime.close_codes import CLOSE_CODES
from codegen.runtime.connection import Connection, ConnectionClosed
from codegen.runtime.endpoint import Boundary
from codegen.runtime.exchange import MESSAGE, Headers, Observed
from codegen.runtime.json_text import dumps, loads
from codegen.runtime.log_text import one_line
from codegen.runtime.model import encode
from codegen.runtime.problems import send_problem
from codegen.runtime.query_names import known_names
from codegen.runtime.request import Parameters, authenticated, protocols
from codegen.runtime.routing import denying
from codegen.runtime.validation import Schema

log = logging.getLogger("codegen.runtime")

Handlers = Callable[..., AbstractAsyncContextManager[Any]]
"""Called with the connection and the channel's parameters for each peer; gives the handlers of that one connection."""


@dataclass(frozen=True, slots=True)
class ChannelTypes:
    """The Python types of a channel: of parameters by name, of received messages by key, of all that is sent."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    receives: Mapping[str, Any] = field(default_factory=dict)
    sends: Any = None


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """`frame`: bytes of a received frame; `queue`: messages that wait to be sent; `patience`: seconds for one."""

    frame: int = 64 * 1024
    queue: int = 64
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class _Received:
    tag: Any
    handler: str
    schema: Schema
    adapter: TypeAdapter[Any]


@dataclass(frozen=True, slots=True)
class _Sent:
    key: str
    tag: Any
    schema: Schema


class ChannelEndpoint:
    """Upgrades, and serves each connection for as long as it lasts. `app.state.channels` has them by key."""

    def __init__(
        self,
        spec: Mapping[str, Any],
        types: ChannelTypes,
        handlers: Handlers | None,
        boundary: Boundary,
        limits: ChannelLimits | None = None,
    ) -> None:
        defs = boundary.definitions
        self.spec, self._handlers, self._boundary = spec, handlers, boundary
        self._limits = limits or ChannelLimits()
        names = known_names(spec["security"], boundary.schemes, boundary.unknown_query)
        self._parameters = Parameters(spec["parameters"], types.parameters, defs, closed=names)
        self._receives = [
            _Received(m["tag"], m["handler"], Schema(m["schema"], defs), TypeAdapter(types.receives[key]))
            for key, m in spec["receives"].items()
        ]
        self._tagged = {r.tag: r for r in self._receives} if spec["discriminator"] else {}
        self._sends = [_Sent(key, m["tag"], Schema(m["schema"], defs)) for key, m in spec["sends"].items()]
        self._adapter = TypeAdapter(None if types.sends is Never else types.sends)  # a channel may only receive
        self._codes = {**CLOSE_CODES, **spec["closeCodes"]}
        self._draining = False
        self._quiet = asyncio.Event()  # set while there is no connection
        self._quiet.set()
        self.connections: set[Connection[Any, Any]] = set()

    async def drain(self, code: str = "going_away", reason: str = "", *, within: float = 5.0) -> None:
        """Refuses new peers, closes each connection after what is queued, and waits until all have ended."""
        self._draining = True
        for connection in list(self.connections):
            connection.close(code, reason)
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._quiet.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        request_id, headers, accepted = scope.get("request_id", ""), dict(scope["headers"]), False
        try:
            if self._draining:
                raise ApiError(503, "the server stops")
            known = self._boundary
            principal = await authenticated(self.spec["security"], known.schemes, known.authenticate, scope, headers)
            if self._handlers is None:
                raise ApiError(501, "this channel is not implemented")
            arguments = self._parameters.read(scope, headers, 400)
            connection = self._connection(scope, headers, principal)
            with self._known(connection):
                async with self._handlers(connection, **arguments) as handlers:
                    accepted = True
                    await send({"type": "websocket.accept", "subprotocol": connection.subprotocol})
                    await self._serve(connection, handlers, receive, send)
        except* ConnectionClosed:
            pass
        except* Exception as group:
            error = _only(group)
            if accepted:
                log.error("channel %s failed", self.spec["key"], exc_info=error, extra={"request_id": request_id})
            else:
                await self._refuse(self._meant(error, request_id), scope, request_id, send)

    @contextmanager
    def _known(self, connection: Connection[Any, Any]) -> Iterator[None]:
        self.connections.add(connection)
        self._quiet.clear()
        try:
            yield
        finally:
            self.connections.discard(connection)
            if not self.connections:
                self._quiet.set()

    def _connection(self, scope: Scope, headers: Headers, principal: Principal | None) -> Connection[Any, Any]:
        hidden = tuple(f"{key}." for key in self._boundary.schemes)
        offered = [name for name in protocols(headers) if not name.startswith(hidden)]
        client = scope.get("client")
        return Connection(
            str(uuid.uuid4()),
            principal=principal,
            client=f"{client[0]}:{client[1]}" if client else "",
            subprotocol=offered[0] if offered else None,
            codes=self._codes,
            encode=self._encode,
            queue=self._limits.queue,
            patience=self._limits.patience,
        )

    async def _serve(self, connection: Connection[Any, Any], handlers: Any, receive: Receive, send: Send) -> None:
        writer = asyncio.ensure_future(connection.write(send))
        try:
            await self._read(connection, handlers, receive)
        except ConnectionClosed:
            pass
        except Exception as error:
            if not isinstance(error, ContractViolationError):  # that one was told where it was found
                log.exception("channel %s failed", self.spec["key"])
            connection.abort("internal_error")
        except asyncio.CancelledError:  # a background task of the handlers failed, or the server ends
            connection.abort("internal_error")
            raise
        finally:
            connection.close("normal")
            await writer

    async def _read(self, connection: Connection[Any, Any], handlers: Any, receive: Receive) -> None:
        """Frames in their order, one at a time, until either side ends the connection."""
        ended = asyncio.ensure_future(connection.ended.wait())
        arrival: asyncio.Future[Message] | None = None
        try:
            while not connection.ended.is_set():
                arrival = asyncio.ensure_future(receive())
                await asyncio.wait({arrival, ended}, return_when=asyncio.FIRST_COMPLETED)
                if not arrival.done():
                    return
                message = arrival.result()
                if message["type"] == "websocket.disconnect":
                    connection.left(message.get("code") or 1005)
                elif message["type"] == "websocket.receive":
                    await self._frame(connection, handlers, message)
        finally:
            ended.cancel()
            if arrival is not None:
                arrival.cancel()

    async def _frame(self, connection: Connection[Any, Any], handlers: Any, message: Message) -> None:
        text = message.get("text")
        if len(message.get("bytes") or b"" if text is None else text.encode()) > self._limits.frame:
            connection.abort("too_big", f"a frame may have {self._limits.frame} bytes")
            return
        try:
            if text is None:
                raise ValueError("messages are text frames")
            value = loads(text)
            received = self._message(value)
        except ValueError as error:
            connection.abort("contract_violation", str(error))
            return
        handler = getattr(handlers, received.handler)
        answer = await handler(received.schema.decode(received.adapter, value))
        if answer is not None:
            await connection.send(answer)

    def _message(self, value: Any) -> _Received:
        """Which message a frame is: by its tag, or the first whose schema admits it. Raises `ValueError`."""
        name = self.spec["discriminator"]
        tag = value.get(name) if isinstance(value, dict) and name else None
        candidates = [self._tagged[tag]] if isinstance(tag, str) and tag in self._tagged else []
        if not name:
            candidates = self._receives
        wrong: list[Violation] = []
        for candidate in candidates:
            wrong = candidate.schema.check(value)
            if not wrong:
                return candidate
        if len(candidates) == 1:
            raise ValueError(f"{wrong[0].pointer or '/'}: {wrong[0].detail}")
        raise ValueError(f"{name} names no message that this channel receives" if name else "this is no message")

    def _encode(self, value: Any) -> str:
        """The frame. ContractViolationError, after it was told, where the channel sends no such message."""
        found = encode(self._adapter, value)
        if self._boundary.check_responses:
            wrong = self._wrong(found)
            if wrong:
                log.error("contract violated: %s", one_line(wrong))
                if self._boundary.observe is not None:
                    self._boundary.observe(Observed(self.spec["key"], MESSAGE, self.spec["path"], 0, 0, 0, "", wrong))
                raise ContractViolationError(wrong)
        return dumps(found).decode()

    def _wrong(self, found: Any) -> str:
        """Why this is no message that the channel sends, and where the contract says so; '' where it is one."""
        where, name = f"{self.spec['position']}/messages", self.spec["discriminator"]
        sends = self._sends
        if name:
            tag = found.get(name) if isinstance(found, dict) else None
            sends = [one for one in sends if one.tag == tag]
            if not sends:
                return f"{where} {self.spec['key']} sends nothing whose {name} is {tag!r}"
        for one in sends:
            wrong = one.schema.check(found)
            if not wrong:
                return ""
            if len(sends) == 1:
                other = f"sends another message at #{wrong[0].pointer}: {wrong[0].detail}"
                return f"{where}/{one.key} {self.spec['key']} {other}"
        return f"{where} {self.spec['key']} sends no such message"

    def _meant(self, error: BaseException, request_id: str) -> ApiError:
        if isinstance(error, ApiError):
            return error
        known = self._boundary.on_error
        meant = known(error) if known is not None and isinstance(error, Exception) else None
        if meant is None:
            log.error("channel %s failed", self.spec["key"], exc_info=error, extra={"request_id": request_id})
        return meant or ApiError(500, "the server failed")

    async def _refuse(self, error: ApiError, scope: Scope, request_id: str, send: Send) -> None:
        """An ordinary HTTP answer in place of the upgrade, where the web server can (else it answers 403)."""
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return

        kind, schema = self._boundary.problems
        await send_problem(error, scope, request_id, denying(send), kind, schema, self._boundary.definitions)


def _only(error: BaseException) -> BaseException:
    """The first error of a group that may hold groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
