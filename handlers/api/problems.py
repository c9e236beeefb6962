"""Errors of the middleware and of the web server, in the contract's shape."""

from __future__ import annotations

import secrets

from starlette.types import Receive, Scope, Send

from codegen.runtime.call import ApiError
from codegen.runtime.json_text import dumps
from codegen.runtime.problems import PROBLEM
from codegen.runtime.routing import denying
from handlers.api.refusals import api_error, problem_members
from handlers.errors import ServiceError


async def answer_problem(error: ServiceError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a request or an upgrade that a middleware refuses."""
    meant, request_id = api_error(error), str(scope.get("request_id", ""))
    body = dumps(problem_members(meant, request_id, scope.get("path", "")))
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in meant.headers.items()]
    headers += [(b"content-type", PROBLEM.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(b"x-request-id", request_id.encode())]
    if scope["type"] == "websocket":
        send = denying(send)
    await send({"type": "http.response.start", "status": meant.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope.get("method") == "HEAD" else body})


def unreadable(status: int, detail: str) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and body of the answer to a request that the web server itself cannot read."""
    request_id = secrets.token_hex(16)
    body = dumps(problem_members(ApiError(status, detail), request_id))
    return [("Content-Type", PROBLEM), ("Content-Length", str(len(body))), ("X-Request-Id", request_id)], body
