"""One request from its arrival to its last byte: its id, what was sent so far, who wants to know when it is over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from starlette.types import Message, Scope, Send

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


MESSAGE = "MESSAGE"
Observe: TypeAlias = Callable[[Observed], None]


class Exchange:
    """What the layers of one request tell each other; `scope['exchange']`."""

    operation = path = violation = ""
    status = sent = 0

    def __init__(self, scope: Scope, send: Send) -> None:
        self.headers: Headers = dict(scope["headers"])
        given = self.headers.get(b"x-request-id")
        self.request_id = given.decode() if given and _SANE(given) else random.randbytes(16).hex()  # is no secret
        self.send = send
        self._bodiless = scope.get("method") == "HEAD"

    async def __call__(self, message: Message) -> None:
        kind = message["type"]
        if kind == "http.response.start":
            self.status = message["status"]
        elif kind == "http.response.body":
            body = message.get("body", b"")
            if self._bodiless and body:
                message, body = {**message, "body": b""}, b""
            self.sent += len(body)
        await self.send(message)

    async def respond(self, rendered: tuple[int, list[tuple[bytes, bytes]], bytes], send: Send) -> None:
        """A whole answer: status, headers, body."""
        status, headers, body = rendered
        headers.append((b"x-request-id", self.request_id.encode()))
        if status not in (204, 304) and status >= 200:
            headers.append((b"content-length", str(len(body)).encode()))
        if send is self:  # no middleware between
            self.status, send = status, self.send
            body = b"" if self._bodiless else body
            self.sent = len(body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def observed(self, method: str, seconds: float) -> Observed:
        """What is told of it once it is over."""
        return Observed(
            self.operation, method, self.path, self.status, seconds, self.sent, self.request_id, self.violation
        )

    def end(self) -> None:
        """From now on whatever is sent goes nowhere.

        An exchange must not hold the server's own `send` for longer than the request lasts: the scope holds the
        exchange, and the server's `send` the scope, a circle which only the garbage collector could free.
        """
        self.send = _nowhere


async def _nowhere(_: Message) -> None:
    pass
