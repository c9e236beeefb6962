"""One request from its arrival to its last byte: its id, what was sent so far, who wants to know when it is over."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from starlette.types import Message, Receive, Scope, Send

from codegen.runtime.call import Principal

Headers: TypeAlias = Mapping[bytes, bytes]
"""Of a request, by lower-case name, as ASGI has them; the last one where a name is given twice."""

_SANE = re.compile(rb"[A-Za-z0-9._-]{1,36}").fullmatch
"""As long as a UUID: what is longer may be a key that went astray, and an id is said back and logged."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One finished request. `operation` and `path` are '' where the contract has neither.

    Or, where `method` is MESSAGE, one message of the channel `operation` that broke the contract and did not leave.
    """

    operation: str
    method: str
    path: str  # the template, as the contract writes it
    status: int  # 0: nothing was sent, as the client had gone
    seconds: float
    bytes: int  # of the answer's body
    request_id: str
    violation: str = ""  # what the handler answered against the contract, with file:line and pointer
    principal: Principal | None = None  # None: the request has no valid credential, or needs none


MESSAGE = "MESSAGE"
_CLOSE = (b"connection", b"close")
_DISCARD_S = 1.0
_DISCARD_BYTES = 2 * 1024 * 1024
Observe: TypeAlias = Callable[[Observed], None]


class Exchange:
    """What the layers of one request tell each other; `scope['exchange']`."""

    operation = path = violation = ""
    status = sent = 0
    principal: Principal | None = None
    _closes = False  # the answer's head has announced that the connection ends

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.headers: Headers = dict(scope["headers"])
        self._unread = scope["type"] == "http" and announces_body(self.headers)
        self._http1 = scope.get("http_version", "1.1")[:2] == "1."
        self._receive = receive
        self.receive = self._receive_body if self._unread else receive
        given = self.headers.get(b"x-request-id")
        self.request_id = given.decode() if given and _SANE(given) else random.randbytes(16).hex()  # is no secret
        self.send = send
        self._bodiless = scope.get("method") == "HEAD"

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind == "http.response.start":
            self.status = message["status"]
            if self._unread and self._http1:
                self._closes = True
                message = {**message, "headers": [*message.get("headers", ()), _CLOSE]}
        elif kind == "http.response.body":
            body = message.get("body", b"")
            if self._bodiless and body:
                message, body = {**message, "body": b""}, b""
            self.sent += len(body)
            if self._closes and not message.get("more_body", False):
                await self.send({**message, "more_body": True})
                await self._discard_body()
                message = {"type": kind, "body": b""}
        await self.send(message)

    async def _receive_body(self) -> Message:
        message = await self._receive()
        if not message.get("more_body", False):  # the end of the body, or of the connection
            self._unread = False
        return message

    async def _discard_body(self) -> None:
        """Receives what a refused client still sends, within limits, so that it can read the whole answer.

        A socket that is closed while data is unread is reset, and the reset destroys an answer on its way (RFC 9112,
        section 9.6).
        """
        if self.headers.get(b"expect"):
            return  # this client sends its body only where the answer is 100
        size = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(_DISCARD_S):
                while self._unread and size < _DISCARD_BYTES:
                    size += len((await self._receive_body()).get("body", b""))

    async def respond(self, rendered: tuple[int, list[tuple[bytes, bytes]], bytes], send: Send) -> None:
        """A whole answer: status, headers, body."""
        status, headers, body = rendered
        headers.append((b"x-request-id", self.request_id.encode()))
        if status not in (204, 304) and status >= 200:
            headers.append((b"content-length", str(len(body)).encode()))
        if send is self and not self._unread:  # no middleware between
            self.status, send = status, self.send
            body = b"" if self._bodiless else body
            self.sent = len(body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def observed(self, method: str, seconds: float) -> Observed:
        """What is told of it once it is over."""
        return Observed(
            self.operation,
            method,
            self.path,
            self.status,
            seconds,
            self.sent,
            self.request_id,
            self.violation,
            self.principal,
        )

    def end(self) -> None:
        """From now on whatever is sent goes nowhere.

        An exchange must not hold the server's own `send` for longer than the request lasts: the scope holds the
        exchange, and the server's `send` the scope, a circle which only the garbage collector could free.
        """
        self.send = _nowhere
        self.receive = self._receive = _gone


def announces_body(headers: Headers) -> bool:
    """Whether an HTTP/1.1 request has a body (RFC 9112, section 6.3). In HTTP/2 a body need not be announced."""
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers


async def _nowhere(_: Message) -> None:
    pass


async def _gone() -> Message:
    return {"type": "http.disconnect"}
