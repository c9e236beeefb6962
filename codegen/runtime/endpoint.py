"""One operation as a bare ASGI endpoint: parse, validate, call the handler, check its answer, send."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import orjson
from pydantic import TypeAdapter
from starlette.types import Receive, Scope, Send

from codegen.runtime.call import Answer, ApiError, Authenticate, Call, Violation
from codegen.runtime.exchange import Exchange
from codegen.runtime.json_text import dumps, loads
from codegen.runtime.model import decode, encode
from codegen.runtime.negotiation import accepted, media_type
from codegen.runtime.parameters import query_pairs
from codegen.runtime.problems import PROBLEM, problem
from codegen.runtime.request import Parameters, authenticated, headers_of
from codegen.runtime.validation import Schema

log = logging.getLogger("codegen.runtime")
EVENTS = "text/event-stream"
HEARTBEAT = 15.0  # seconds between comments on a silent event stream

OnError: TypeAlias = Callable[[Exception], ApiError | None]
Checking: TypeAlias = bool | Literal["sampled"]


@dataclass(frozen=True, slots=True)
class OperationTypes:
    """The Python types of an operation's values: by parameter name, by content type, by 'status content-type'."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    results: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Boundary:
    """What all operations of an application share."""

    definitions: Mapping[str, Any]
    schemes: Mapping[str, Mapping[str, str]]  # of security
    authenticate: Authenticate | None = None
    on_error: OnError | None = None
    max_body: int = 1024 * 1024
    check_responses: Checking = True


class Endpoint:
    def __init__(self, spec: Mapping[str, Any], types: OperationTypes, handlers: Any, boundary: Boundary) -> None:
        self.spec, self._boundary = spec, boundary
        self._handler = getattr(handlers, spec["handler"], None)
        self._events = getattr(handlers, spec["handler"] + "_events", None)
        defs = boundary.definitions
        self._parameters = Parameters(spec["parameters"], types.parameters, defs)
        content = (spec["body"] or {}).get("content", {})
        self._bodies = {
            kind: (media["kind"], Schema(media["schema"], defs), TypeAdapter(types.body[kind]))
            for kind, media in content.items()
        }
        self._results = {
            (status, kind): (
                media["kind"],
                Schema(media["schema"], defs),
                TypeAdapter(types.results[f"{status} {kind}"]),
            )
            for status, response in spec["responses"].items()
            for kind, media in response["content"].items()
            if f"{status} {kind}" in types.results
        }
        self._success = [status for status in spec["responses"] if status[0] in "23"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        exchange = scope["exchange"]
        request_id = exchange.request_id
        exchange.operation, exchange.path = self.spec["id"], self.spec["path"]
        try:
            await self._answer(scope, headers, request_id, receive, send)
        except Exception as error:
            meant = self._meant(error, exchange)
            if exchange.status:
                raise
            await self._fail(meant, scope, request_id, send)

    def _meant(self, error: Exception, exchange: Exchange) -> ApiError:
        """The error that the client sees; what is a fault of the program is logged."""
        if isinstance(error, ContractViolationError):
            exchange.violation = str(error)
            log.error("contract violated: %s", error, extra={"request_id": exchange.request_id})
            return ApiError(500, "the server failed")
        known = error if isinstance(error, ApiError) else None
        if known is None and self._boundary.on_error is not None:
            known = self._boundary.on_error(error)
        if known is None:
            log.error("operation %s failed", self.spec["id"], exc_info=error, extra={"request_id": exchange.request_id})
        return known or ApiError(500, "the server failed")

    async def _answer(
        self, scope: Scope, headers: Mapping[str, str], request_id: str, receive: Receive, send: Send
    ) -> None:
        known = self._boundary
        principal = await authenticated(self.spec["security"], known.schemes, known.authenticate, scope, headers)
        wanted = accepted(headers.get("accept", "*/*"), self._answers())
        if wanted is None:
            raise ApiError(406, f"this operation answers {', '.join(self._answers())}")
        arguments = self._parameters.read(scope, headers, self._invalid_status())
        if self._bodies:
            await self._body(headers, receive, arguments)
        client = scope.get("client")
        call = Call(
            self.spec["id"],
            request_id,
            principal,
            f"{client[0]}:{client[1]}" if client else "",
            headers.get("last-event-id"),
        )
        if wanted == EVENTS and self._events is not None:
            await self._stream(self._events(call, **arguments), receive, send, request_id)
            return
        if self._handler is None:
            raise ApiError(501, f"operation {self.spec['id']} is not implemented")
        result = await self._handler(call, **arguments)
        answer = result if isinstance(result, Answer) else Answer(result)
        await self._send(answer, wanted, request_id, send)

    def _answers(self) -> list[str]:
        return list(
            dict.fromkeys(kind for status in self._success for kind in self.spec["responses"][status]["content"])
        )

    def _invalid_status(self) -> int:
        return 422 if "422" in self.spec["responses"] else 400

    async def _body(self, headers: Mapping[str, str], receive: Receive, arguments: dict[str, Any]) -> None:
        raw = await _read(receive, self._boundary.max_body, headers)
        if not raw and "content-type" not in headers:
            if self.spec["body"]["required"]:
                raise ApiError(self._invalid_status(), "a body is needed", errors=[Violation("", "is required")])
            return
        chosen = media_type(headers.get("content-type", ""), list(self._bodies))
        if chosen is None:
            raise ApiError(415, f"this operation takes {', '.join(self._bodies)}")
        kind, schema, adapter = self._bodies[chosen]
        value = _parse(kind, raw)
        wrong = schema.check(value) if kind != "binary" else []
        if wrong:
            raise ApiError(self._invalid_status(), "the body is not what the contract says", errors=wrong)
        arguments["body"] = value if kind == "binary" else decode(adapter, value)

    async def _send(self, answer: Answer[Any], wanted: str, request_id: str, send: Send) -> None:
        status = str(answer.status or self._success[0])
        response = self.spec["responses"].get(status)
        if response is None:
            raise ContractViolationError(f"{self.spec['position']} {self.spec['id']} declares no answer {status}")
        headers = [(k.lower().encode(), v.encode("latin-1")) for k, v in answer.headers.items()]
        for name, header in response["headers"].items():
            if header["required"] and name.lower() not in {k.lower() for k in answer.headers}:
                raise ContractViolationError(
                    f"{self.spec['position']} {self.spec['id']} {status} needs the header {name}"
                )
        body = b""
        if response["content"]:
            kind = wanted if (status, wanted) in self._results else next(iter(response["content"]))
            body = self._encode(answer.body, status, kind)
            headers.append((b"content-type", kind.encode()))
        elif answer.body is not None:
            raise ContractViolationError(f"{self.spec['position']} {self.spec['id']} {status} has no body")
        headers += [(b"x-request-id", request_id.encode())]
        if status != "204":
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": int(status), "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _encode(self, value: Any, status: str, kind: str) -> bytes:
        how, schema, adapter = self._results[status, kind]
        if how == "binary":
            return bytes(value)
        found = encode(adapter, value)
        if self._boundary.check_responses:
            wrong = schema.check(found)
            if wrong:
                raise ContractViolationError(
                    f"{self.spec['position']} {self.spec['id']} {status} #{wrong[0].pointer}: {wrong[0].detail}"
                )
        return found.encode() if how == "text" else dumps(found)

    async def _stream(self, events: AsyncIterator[Any], receive: Receive, send: Send, request_id: str) -> None:
        """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) till the handler ends."""
        status = self._success[0]
        headers = [
            (b"content-type", b"text/event-stream"),
            (b"cache-control", b"no-store"),
            (b"x-request-id", request_id.encode()),
        ]
        gone = asyncio.ensure_future(_disconnected(receive))
        begun = False
        try:
            async with aclosing(events) as stream:  # type: ignore[type-var]  # handlers are async generators
                upcoming = asyncio.ensure_future(anext(stream, None))
                while True:
                    done, _ = await asyncio.wait(
                        {upcoming, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
                    )
                    if gone in done:
                        upcoming.cancel()
                        await asyncio.wait({upcoming})  # a generator that still runs cannot be closed
                        return
                    text = b": alive\n\n"
                    if upcoming in done:
                        event = upcoming.result()
                        if event is None:
                            break
                        text = self._event(event, status)
                        upcoming = asyncio.ensure_future(anext(stream, None))
                    if not begun:
                        begun = True
                        await send({"type": "http.response.start", "status": int(status), "headers": headers})
                    await send({"type": "http.response.body", "body": text, "more_body": True})
            if not begun:
                await send({"type": "http.response.start", "status": int(status), "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()

    def _event(self, event: Any, status: str) -> bytes:
        identity, value = event if isinstance(event, tuple) else (None, event)
        data = self._encode(value, status, EVENTS)
        tag = orjson.loads(data)
        name = tag.get(self.spec["discriminator"]) if isinstance(tag, dict) and self.spec["discriminator"] else None
        head = (f"id: {identity}\n" if identity else "") + (f"event: {name}\n" if isinstance(name, str) else "")
        return head.encode() + b"data: " + data + b"\n\n"

    async def _fail(self, error: ApiError, scope: Scope, request_id: str, send: Send) -> None:
        responses = self.spec["responses"]
        declared = (
            responses.get(str(error.status)) or responses.get(f"{error.status // 100}XX") or responses.get("default")
        )
        kind, media = next(iter((declared or {}).get("content", {}).items()), (PROBLEM, None))
        await send_problem(error, scope, request_id, send, kind, media and media["schema"], self._boundary.definitions)


class ContractViolationError(Exception):
    """A handler answered what the contract does not declare; the text has file:line and the pointer."""


async def send_problem(
    error: ApiError, scope: Scope, request_id: str, send: Send, kind: str, schema: Any, definitions: Mapping[str, Any]
) -> None:
    body = dumps(problem(error, request_id, scope.get("path", ""), schema, definitions))
    headers = [(k.lower().encode(), v.encode("latin-1")) for k, v in error.headers.items()]
    headers += [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(b"x-request-id", request_id.encode())]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope.get("method") == "HEAD" else body})


def _parse(kind: str, raw: bytes) -> Any:
    if kind == "binary":
        return raw
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ApiError(400, "the body is not UTF-8") from error
    if kind == "text":
        return text
    if kind == "form":
        return dict(query_pairs(raw, ""))
    try:
        return loads(text)
    except ValueError as error:
        raise ApiError(400, f"the body is no JSON: {error}"[:300]) from error


async def _read(receive: Receive, limit: int, headers: Mapping[str, str]) -> bytes:
    if headers.get("content-length", "0").isdigit() and int(headers.get("content-length", "0")) > limit:
        raise ApiError(413, f"a body may have {limit} bytes")
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ApiError(400, "the client has gone")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise ApiError(413, f"a body may have {limit} bytes")
        if not message.get("more_body"):
            return b"".join(parts)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
