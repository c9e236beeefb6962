"""ASGI middleware against exhaustion: bodies that are too big, too slow or too deep never reach a handler."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.errors import Invalid, ServiceError, TooLarge

Answer = Callable[[ServiceError, Scope, Receive, Send], Awaitable[None]]

# Strings are skipped whole, so that a bracket within one does not count.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """Bytes of a body, seconds until all of it has come, levels of nesting of its JSON."""

    bytes: int = 1024 * 1024
    seconds: float = 20
    depth: int = 64


class LimitBodies:
    """Reads each request's body within its limits and hands it on whole; what breaks one is answered by `answer`.

    `answer(error, scope, receive, send)` writes the response in the contract's error shape: 413 for `TooLarge`, 400 for
    `Invalid`.
    """

    def __init__(self, app: ASGIApp, *, answer: Answer, limits: BodyLimits | None = None) -> None:
        self._app = app
        self._answer = answer
        self._limits = limits or BodyLimits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        try:
            body = await self._read(scope, receive)
        except TimeoutError:
            late = Invalid(f"the body did not arrive within {self._limits.seconds:g} s")
            await self._answer(late, scope, receive, send)
        except ServiceError as error:
            await self._answer(error, scope, receive, send)
        else:
            if body is not None:  # else the client has gone
                await self._app(scope, _replay(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        limit = self._limits.bytes
        too_big = TooLarge(f"the body has more than {limit} bytes")
        declared = _header(scope, b"content-length")
        if declared is not None and declared.isdigit() and int(declared) > limit:
            raise too_big
        body = bytearray()
        async with asyncio.timeout(self._limits.seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                body += message.get("body", b"")
                if len(body) > limit:
                    raise too_big
                if not message.get("more_body", False):
                    break
        whole = bytes(body)
        if b"json" in (_header(scope, b"content-type") or b"") and deeper_than(whole, self._limits.depth):
            raise Invalid(f"the JSON nests deeper than {self._limits.depth} levels")
        return whole


def deeper_than(body: bytes, limit: int) -> bool:
    """Whether JSON text nests more than `limit` arrays and objects, without parsing it and without recursion."""
    if body.count(b"[") + body.count(b"{") <= limit:
        return False
    depth = 0
    for token in _TOKEN.finditer(body):
        match token[0]:
            case b"[" | b"{":
                depth += 1
                if depth > limit:
                    return True
            case b"]" | b"}":
                depth -= 1
    return False


def _has_body(scope: Scope) -> bool:
    declared = _header(scope, b"content-length")
    return _header(scope, b"transfer-encoding") is not None or (declared is not None and declared != b"0")


def _header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once, and then what the connection says (that the client has gone)."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
