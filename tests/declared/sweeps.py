"""What every operation answers in the same way, produced for each one that declares it.

A new operation is driven by these sweeps as soon as it is in the contract.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import AsyncIterator, Mapping
from typing import Any

import h11
import httpx

from generated.server import PROTOCOLS, create_app
from handlers.api.admission import Admission
from handlers.api.refusals import refusal
from handlers.app import guards
from handlers.security.rates import RateLimiter
from tests.declared.assistant import MAX_BODY, Assistant, served
from tests.declared.record import OPERATIONS, PLAN

DOCS_TICKETS = {"openDocs"}
"""Operations that take a one-time ticket instead of a key."""


def declaring(status: int) -> list[str]:
    return [id_ for id_, operation in OPERATIONS.items() if str(status) in operation.declared["responses"]]


def guarded(operation_id: str) -> bool:
    return bool(next(spec["security"] for spec in PLAN.operations if spec["id"] == operation_id))


async def credential(it: Assistant, operation_id: str, key: str | None = None) -> dict[str, Any]:
    """What `call` needs to be authenticated for the operation."""
    if operation_id not in DOCS_TICKETS:
        return {} if key is None else {"key": key}
    ticket = (await it.call("createDocsTicket", 201, key=key)).json()["ticket"]
    return {"key": "", "query": {"ticket": ticket}}


async def unreadable(it: Assistant) -> None:
    """400: an escape that is broken, and a query parameter that is not declared."""
    for id_ in declaring(400):
        await it.call(id_, 400, query="a=%zz")
        if id_ not in DOCS_TICKETS:  # 401 comes first
            answer = await it.call(id_, 400, query="no-such-parameter=1")
            assert "/query/no-such-parameter" in [error["pointer"] for error in answer.json()["errors"]], id_


async def unauthenticated(it: Assistant) -> None:
    for id_ in declaring(401):
        await it.call(id_, 401, key="")


async def foreign(it: Assistant) -> None:
    for id_ in declaring(403):
        await it.call(id_, 403, headers={"Origin": "http://evil.example"})


async def unacceptable(it: Assistant) -> None:
    for id_ in declaring(406):
        await it.call(id_, 406, headers={"Accept": "application/x-nothing"})


async def too_large(it: Assistant) -> None:
    for id_ in declaring(413):
        await it.call(id_, 413, content=b" " * (MAX_BODY + 1))


async def too_slow(it: Assistant) -> None:
    """408: the head of a request announces a body that does not arrive."""

    async def announce(id_: str) -> None:
        operation = OPERATIONS[id_]
        target = operation.path
        for parameter in operation.declared.get("parameters", ()):
            target = target.replace(f"{{{parameter['name']}}}", str(parameter.get("example", "")))
        head = f"{operation.method} {target} HTTP/1.1\r\nHost: {it.place}\r\nAuthorization: Bearer {it.key}\r\n"
        head += f"Content-Type: {next(iter(operation.takes))}\r\nContent-Length: 10\r\nIf-Match: *\r\n\r\n"
        reader, writer = await asyncio.open_connection(*it.place.split(":"))
        writer.write(head.encode())
        answer = h11.Connection(h11.CLIENT)
        answer.send(h11.Request(method=operation.method, target=target, headers=[("Host", it.place)]))
        body, response = b"", None
        while not isinstance(event := answer.next_event(), h11.EndOfMessage | h11.ConnectionClosed):
            if event is h11.NEED_DATA:
                answer.receive_data(await reader.read(65536))
            elif isinstance(event, h11.Response):
                response = event
            elif isinstance(event, h11.Data):
                body += event.data
        writer.close()
        assert response is not None, id_
        headers = [(name.decode(), value.decode()) for name, value in response.headers]
        it.record.answered(id_, httpx.Response(response.status_code, headers=headers, content=body))

    await asyncio.gather(*map(announce, declaring(408)))


async def unsupported(it: Assistant) -> None:
    for id_ in declaring(415):
        await it.call(id_, 415, content=b"x", headers={"Content-Type": "text/plain"})


async def unconditional(it: Assistant) -> None:
    for id_ in declaring(428):
        await it.call(id_, 428, headers={"If-Match": ""})


async def unknown(it: Assistant) -> None:
    """404: the ids of the contract's examples, and a cursor of no list."""
    for id_ in declaring(404):
        parameters = OPERATIONS[id_].declared.get("parameters", ())
        if any(p["in"] == "path" for p in parameters):
            await it.call(id_, 404)
        elif any(p["name"] == "cursor" for p in parameters):
            await it.call(id_, 404, query={"cursor": "AAAA"})


async def too_many(it: Assistant, limited: str) -> None:
    """429 with a key whose rate is spent; `limited` may send one request in a long time."""
    tickets = {id_: await credential(it, id_, limited) for id_ in DOCS_TICKETS}
    for id_ in declaring(429):
        await it.call(id_, 429, **tickets.get(id_, {"key": limited}))


async def draining(it: Assistant) -> None:
    """503 while the server stops. What needs no key is answered."""
    tickets = {id_: await credential(it, id_) for id_ in DOCS_TICKETS}
    await it.running.drain()
    for id_ in declaring(503):
        answer = await it.call(id_, 503, **tickets.get(id_, {}))
        assert (answer.json()["code"], answer.headers["retry-after"]) == ("draining", "1"), id_
    for id_ in OPERATIONS:
        if not guarded(id_):
            await it.call(id_, 200)


async def faulty(it: Assistant, authenticate: Any) -> None:
    """500: every operation with a handler that has a bug, behind the real guards and on a real socket."""
    handlers: Mapping[str, Any] = {f"{tag}_handlers": _faulty(protocol) for tag, protocol in PROTOCOLS.items()}
    app = create_app(
        **handlers,
        authenticate=authenticate,
        on_error=refusal,
        admit=Admission(RateLimiter(it.settings.rates), stopping=asyncio.Event()),
        middleware=guards(it.settings),
    )
    ticket: dict[str, Any] = {"key": "", "query": {"ticket": "any"}}
    async with served(app, it.settings) as place:
        there = Assistant(it.running, it.settings, place, it.record, it.clock, "any", it.client)
        for id_ in declaring(500):
            answer = await there.call(id_, 500, **(ticket if id_ in DOCS_TICKETS else {}))
            assert "fault of a handler" not in answer.text  # details are for the log


def _faulty(protocol: type) -> object:
    """An implementation of the protocol whose every method raises."""

    def broken(method: Any) -> Any:
        """With the method's signature, which `create_app` compares."""

        async def fails(*arguments: Any, **values: Any) -> Any:
            raise RuntimeError("fault of a handler")

        async def stream_fails(*arguments: Any, **values: Any) -> AsyncIterator[Any]:
            yield await fails()

        return functools.wraps(method)(fails if inspect.iscoroutinefunction(method) else stream_fails)

    named = inspect.getmembers(protocol, inspect.isfunction)
    return type("Faulty", (), {name: broken(method) for name, method in named if not name.startswith("_")})()
