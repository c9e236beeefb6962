"""A request's body: its media type, its bytes within the limit, its value, and whether the contract has it so."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.types import Receive

from codegen.runtime.call import ApiError, PartInfo, Violation
from codegen.runtime.charsets import UTF8, charset, decoded
from codegen.runtime.exchange import Headers, announces_body
from codegen.runtime.forms import Form
from codegen.runtime.json_text import DEPTH, deeper_than, parse
from codegen.runtime.negotiation import media_type
from codegen.runtime.parameters import scalar, shape
from codegen.runtime.validation import Schema, first, mistyped, refusal

ABSENT = object()


class Bodies:
    """The bodies that an operation takes, by media type."""

    def __init__(self, spec: Mapping[str, Any], types: Mapping[str, Any], definitions: Mapping[str, Any]) -> None:
        self.required = spec["required"]
        self._takes = {kind: Body(kind, media, types[kind], definitions) for kind, media in spec["content"].items()}
        self._names = tuple(self._takes)

    async def read(
        self, receive: Receive, limits: BodyLimits, headers: Headers, invalid: int
    ) -> tuple[Any, Sequence[PartInfo]]:
        """The typed value, ABSENT where an optional body is absent; and what a multipart body says of its parts.

        Raises `ApiError`: what `received` raises, 400, 415 (before the body is received where the request announces
        one), and `invalid` with every bad place where the value breaks the schema.
        """
        given = headers.get(b"content-type", b"").decode("latin-1")
        chosen = self._chosen(given, headers) if announces_body(headers) else None
        raw = await received(receive, limits, headers)
        if not raw and (not given or not self.required):
            if self.required:
                raise ApiError(invalid, "a body is needed", errors=[Violation("", "is required")])
            return ABSENT, ()
        return (chosen or self._chosen(given, headers)).value(raw, given, invalid)

    def _chosen(self, given: str, headers: Headers) -> Body:
        if headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise ApiError(415, "a body must not be encoded", headers={"Accept-Encoding": "identity"})
        chosen = media_type(given, self._names)
        if chosen is None:
            takes = ", ".join(self._names)
            raise ApiError(415, f"this operation takes {takes}", headers={"Accept": takes})
        return self._takes[chosen]


class Body:
    """One media type of an operation's body; `declared` is its name in the contract."""

    def __init__(self, declared: str, media: Mapping[str, Any], python: Any, definitions: Mapping[str, Any]) -> None:
        self._declared, self._kind, self._adapter = declared, media["kind"], TypeAdapter[Any](python)
        self._schema = Schema(media["schema"], definitions)
        self._shape = shape(media["schema"], definitions)
        self._form = Form(media, definitions) if self._kind in ("form", "multipart") else None

    def value(self, raw: bytes, content_type: str, invalid: int) -> tuple[Any, Sequence[PartInfo]]:
        if self._kind == "binary":
            return raw, ()
        codec = charset(content_type, self._declared) if ";" in content_type else UTF8
        if self._kind == "json":
            value = parse(raw if codec == UTF8 else decoded(raw, codec, "the body"), "the body")
            return self._typed(value, self._schema.check(value), invalid), ()
        if self._form is not None:
            value, checked, parts = self._form.parse(raw, content_type, codec)
            return self._typed(value, self._schema.check(checked), invalid), parts
        text = decoded(raw, codec, "the body")
        if self._kind == "text":
            value = scalar(text, self._shape.types)
            return self._typed(value, self._schema.check(value), invalid), ()
        value = [parse(line, f"line {number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        wrong = first(v for number, item in enumerate(value) for v in self._schema.check(item, f"/{number}"))
        return self._typed(value, wrong, invalid), ()

    def _typed(self, value: Any, wrong: Sequence[Violation], invalid: int) -> Any:
        if wrong:
            raise refusal(invalid, "the body is not what the contract says", wrong)
        try:
            return self._schema.decode(self._adapter, value)
        except ValidationError as error:  # valid JSON for a schema that admits more than the type made of it
            said = "the body is of another type than the contract's"
            raise refusal(invalid, said, mistyped(error)) from error


@dataclass(frozen=True)
class BodyLimits:
    """`size`: bytes; `seconds`: until the last byte has arrived; `depth`: levels of arrays and objects in JSON."""

    size: int = 1024 * 1024
    seconds: float = 30.0
    depth: int = DEPTH


async def received(receive: Receive, limits: BodyLimits, headers: Headers) -> bytes:
    """The whole body.

    Raises `ApiError`: 400 where the client leaves before its end or where its JSON nests too deep, 408 where it takes
    too long, 413 where it is too large (before anything is received where Content-Length says so).
    """
    length = headers.get(b"content-length", b"0")
    if not length.isdigit():
        raise ApiError(400, "the Content-Length is no number")
    if int(length[:20]) > limits.size:
        raise _too_large(limits)
    receiving = _parts(receive, limits).__await__()
    try:
        waits_for = next(receiving)
    except StopIteration as arrived:  # a web server usually has the body by now; a time limit costs more than reading
        raw: bytes = arrived.value
    else:
        try:
            async with asyncio.timeout(limits.seconds):
                raw = await _Resumed(waits_for, receiving)
        except TimeoutError:
            raise ApiError(408, f"the body did not arrive within {limits.seconds:g} seconds") from None
    if limits.depth < DEPTH and b"json" in headers.get(b"content-type", b"") and deeper_than(raw, limits.depth):
        raise ApiError(400, f"the body is no JSON: it nests deeper than {limits.depth} levels")
    return raw


@dataclass(frozen=True, slots=True)
class _Resumed:
    """The rest of a coroutine that was started by hand and waits for a future."""

    waits_for: Any
    started: Generator[Any, Any, bytes]

    def __await__(self) -> Generator[Any, Any, bytes]:
        try:
            yield self.waits_for
        except BaseException as error:  # cancelled, as by the time limit: the coroutine has to clean up too
            self.started.throw(error)
            raise
        return (yield from self.started)


async def _parts(receive: Receive, limits: BodyLimits) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ApiError(400, "the client has gone")
        part: bytes = message.get("body", b"")
        if len(body) + len(part) > limits.size:
            raise _too_large(limits)
        if not message.get("more_body"):
            return bytes(body + part) if body else part
        body += part


def _too_large(limits: BodyLimits) -> ApiError:
    return ApiError(413, f"a body may have {limits.size} bytes")
