"""Which operation a request asks for: paths of the contract, their methods, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from codegen.runtime.call import ApiError
from codegen.runtime.endpoint import Endpoint
from codegen.runtime.problems import send_problem

_ODD = re.compile(r"[^A-Za-z0-9/_.~-]").search
_SIGN = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9/_.~%-]")  # all but what has one spelling


class Template:
    """A path with {parameters}, as the contract writes it. A request's escapes are compared as what they mean."""

    def __init__(self, path: str) -> None:
        parts = re.split(r"\{([^{}]+)\}", path)
        self._names = parts[1::2]
        literals = [_canonical(part.encode()) for part in parts[::2]]
        self.text = "{}".join(literals)
        whole = [number for number, segment in enumerate(self.text.split("/")) if segment == "{}"]
        self._places = list(zip(self._names, whole, strict=True)) if len(whole) == len(self._names) else None
        self._segments = [segment.split("{}") for segment in self.text.split("/")]

    def match(self, scope: Scope) -> dict[str, str] | None:
        """The parameters, percent-encoded still; None where it names another path."""
        raw = written(scope)
        path = canonical(raw)
        return None if self._values(path) is None else self.within(raw.split("/"), path)

    def within(self, segments: Sequence[str], path: str) -> dict[str, str] | None:
        """The same of the path's segments as they are written, where those that are fixed are known to be here, too.

        Written: `;` and `%3B` are the same in a name of the path, and are not in a parameter.
        """
        places = self._places
        if places is not None:
            return {name: segments[number] for name, number in places}
        values = self._values(path)
        return None if values is None else dict(zip(self._names, values, strict=False))

    def _values(self, path: str) -> list[str] | None:
        segments = path.split("/")
        if len(segments) != len(self._segments):
            return None
        values: list[str] = []
        for segment, literals in zip(segments, self._segments, strict=True):
            between = _between(segment, literals)
            if between is None:
                return None
            values += between
        return values


def _between(segment: str, literals: Sequence[str]) -> list[str] | None:
    """What is between the literals, at least one sign each; of several ways the one whose first value is longest.

    It is read from its end: a regular expression of several parameters would try each way to divide the segment.
    """
    *before, last = literals
    if not before:
        return [] if segment == last else None
    first, *inner = before
    if not segment.endswith(last) or not segment.startswith(first):
        return None
    end, values = len(segment) - len(last), list[str]()
    for literal in reversed(inner):
        start = segment.rfind(literal, 0, max(end - 1, 0))
        if start < 0:
            return None
        values.append(segment[start + len(literal) : end])
        end = start
    if end <= len(first):
        return None
    values.append(segment[len(first) : end])
    return values[::-1]


def written(scope: Scope) -> str:
    """The request's path below the application, as it came."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.decode("latin-1").removeprefix(scope.get("root_path", ""))
    return path.partition("?")[0] if "?" in path else path


def canonical(path: str) -> str:
    """With its escapes in one spelling. It has the same segments."""
    return _canonical(path.encode("latin-1")) if _ODD(path) else path


def _canonical(path: bytes) -> str:
    """Every sign that may stand in a path as itself does; `%2F` and broken escapes stay as they are."""
    return _SIGN.sub(_spelled, path.decode("latin-1"))


def _spelled(found: re.Match[str]) -> str:
    return _spelling(found.group().upper() if len(found.group()) == 3 else found.group())


@cache  # there are not more than 512 of them
def _spelling(text: str) -> str:
    sign = unquote_to_bytes(text.encode("latin-1")) if len(text) == 3 else text.encode("latin-1")
    return "%2F" if sign == b"/" else quote_from_bytes(sign, safe="!$&'()*+,;=:@")


class PathItem:
    """All operations of one path; a method that it lacks is answered 405 with all that it has.

    `twins` are paths that differ in what their parameters are called alone: /x/{id} and /x/{kind} share their methods.
    """

    def __init__(self, path: str, endpoints: Mapping[str, Endpoint]) -> None:
        self.path, self.template = path, Template(path)
        self.twins: list[PathItem] = []
        head = {"HEAD": endpoints["GET"]} if "GET" in endpoints else {}
        self.endpoints = {**head, **endpoints}

    async def other(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, exchange = scope["method"], scope["exchange"]
        for twin in self.twins:
            if method in twin.endpoints:
                scope["path_params"] = twin.template.match(scope) or {}
                await twin.endpoints[method](scope, receive, send)
                return
        exchange.path = self.path
        allow = ", ".join(sorted({*(method for item in (self, *self.twins) for method in item.endpoints), "OPTIONS"}))
        if method == "OPTIONS":
            await exchange.respond((204, [(b"allow", allow.encode())], b""), send)
            return
        error = ApiError(405, f"{self.path} takes {allow}", headers={"Allow": allow})
        first = next(iter(self.endpoints.values()))
        await exchange.respond(first.answers.refuse(error, exchange.request_id, scope["path"]), send)


class Operations:
    """Middleware, the innermost one: what the contract has a path for is answered here, all else is passed on.

    A path is looked up segment by segment, however many there are. A fixed segment comes before a parameter, so that
    /users/me is not taken for /users/{id}.
    """

    def __init__(self, app: ASGIApp, paths: Mapping[str, Mapping[str, Endpoint]]) -> None:
        self._app, self._tree = app, _Node()
        self._fixed: dict[str, PathItem] = {}
        items: dict[str, PathItem] = {}
        for path, endpoints in sorted(paths.items()):
            item = PathItem(path, endpoints)
            first = items.setdefault(item.template.text, item)
            if first is not item:
                first.twins.append(item)
                continue
            if "{" not in item.path:
                self._fixed[item.template.text] = item
            self._tree.add(item)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """What answers, to be awaited: a coroutine that only awaits another would cost every request its time."""
        if scope["type"] != "http":
            return self._app(scope, receive, send)
        raw = written(scope)
        path = canonical(raw)
        item, scope["path_params"] = self._fixed.get(path), {}
        if item is None:
            segments = path.split("/")
            found = self._tree.find(path, segments, segments if path is raw else raw.split("/"))
            if found is None:
                return self._app(scope, receive, send)
            item, scope["path_params"] = found
        return item.endpoints.get(scope["method"], item.other)(scope, receive, send)


class _Node:
    """What may follow the segments so far; `any` is for a segment with a parameter."""

    __slots__ = ("any", "fixed", "items")

    def __init__(self) -> None:
        self.fixed: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.items: list[PathItem] = []

    def add(self, item: PathItem) -> None:
        node = self
        for segment in item.template.text.split("/"):
            if "{" in segment:
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.fixed.setdefault(segment, _Node())
        node.items.append(item)
        node.items.sort(key=lambda one: -len(one.template.text))  # /{name}.json comes before /{name}

    def find(
        self, path: str, segments: Sequence[str], raw: Sequence[str], depth: int = 0
    ) -> tuple[PathItem, dict[str, str]] | None:
        node = self
        for number in range(depth, len(segments)):
            segment = segments[number]
            step = node.fixed.get(segment)
            if segment and node.any is not None:
                found = None if step is None else step.find(path, segments, raw, number + 1)
                if found is not None:
                    return found
                step = node.any
            if step is None:
                return None
            node = step
        for item in node.items:
            values = item.template.within(raw, path)
            if values is not None:
                return item, values
        return None


class Otherwise:
    """Answers that are no operation's, in the contract's first error schema: unknown paths, faults of a middleware."""

    def __init__(self, kind: str, schema: Any, definitions: Mapping[str, Any]) -> None:
        self._kind, self._schema, self._definitions = kind, schema, definitions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application's default: nothing else has the path."""
        if scope["type"] == "websocket":
            if "websocket.http.response" not in scope.get("extensions", {}):
                await send({"type": "websocket.close", "code": 1000})  # which a web server turns into 403
                return
            send = denying(send)
        await self._problem(ApiError(404, "there is nothing at this path"), scope, send)

    async def failed(self, request: Request, error: Exception) -> Response:
        """Starlette's handler of exceptions that no operation and no middleware has answered."""
        sent: list[Message] = []

        async def keep(message: Message) -> None:
            sent.append(message)

        await self._problem(ApiError(500, "the server failed"), request.scope, keep)
        start, body = sent
        answer = Response(body["body"], start["status"])
        answer.raw_headers = start["headers"]
        return answer

    async def _problem(self, error: ApiError, scope: Scope, send: Send) -> None:
        request_id = scope["exchange"].request_id
        await send_problem(error, scope, request_id, send, self._kind, self._schema, self._definitions)


def denying(send: Send) -> Send:
    """Sends an HTTP answer in the place of a WebSocket.

    https://asgi.readthedocs.io/en/latest/extensions.html#websocket-denial-response
    """

    async def denied(message: Message) -> None:
        await send({**message, "type": f"websocket.{message['type']}"})

    return denied
