"""A handler whose client has gone: cancelled where it asks for that, on a real server over a real socket."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from codegen.runtime.application import Plan, build
from codegen.runtime.disconnect import cancel_on_disconnect
from codegen.runtime.endpoint import OperationTypes
from tests.support.serving import serving


def _operation(name: str) -> dict[str, Any]:
    schema = {"kind": "json", "schema": {"type": "string"}}
    return {
        "id": name, "handler": name, "method": "POST", "path": f"/{name}", "tag": "works", "position": "works.yaml#",
        "security": [], "parameters": [], "discriminator": "",
        "body": {"required": False, "content": {"application/json": schema}},
        "responses": {"200": {"content": {"application/json": schema}, "headers": {}}},
    }  # fmt: skip


NAMES = ("watched", "unwatched", "stubborn")
PLAN = Plan(
    [_operation(name) for name in NAMES],
    {},
    {},
    {},
    {
        name: OperationTypes(body={"application/json": str}, results={"200 application/json": str})
        for name in NAMES
    },
    {"works": type("P", (), {})},
)  # fmt: skip


class Works:
    def __init__(self) -> None:
        self.began, self.go, self.ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.outcomes: list[str] = []

    async def _work(self, body: str) -> str:
        try:
            self.began.set()
            await self.go.wait()
            self.outcomes.append("finished")
            return body
        except asyncio.CancelledError:
            self.outcomes.append("cancelled")
            raise
        finally:
            self.ended.set()

    @cancel_on_disconnect
    async def watched(self, call: Any, body: str = "") -> str:
        return await self._work(body)

    async def unwatched(self, call: Any, body: str = "") -> str:
        return await self._work(body)

    @cancel_on_disconnect
    async def stubborn(self, call: Any, body: str = "") -> str:
        try:
            return await self._work(body)
        except asyncio.CancelledError:
            raise RuntimeError("a failure while it is cancelled") from None


def _request(name: str, body: bytes = b'"a"') -> bytes:
    head = f"POST /{name} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[16:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    return head.split(b"\r\n")[0], await reader.readexactly(length)


@pytest.mark.parametrize(
    ("name", "body", "outcome"),
    [
        ("watched", b'"a"', "cancelled"),
        ("watched", b"", "cancelled"),
        ("stubborn", b'"a"', "cancelled"),
        ("unwatched", b'"a"', "finished"),
    ],
)
@pytest.mark.parametrize("how", ["close", "abort", "half close"])
async def test_a_marked_handler_is_cancelled_when_its_client_goes(
    name: str, body: bytes, outcome: str, how: str
) -> None:
    works = Works()
    async with asyncio.timeout(10), serving(build(PLAN, {"works": works})) as address:
        _, writer = await asyncio.open_connection(*address.split(":"))
        writer.write(_request(name, body))
        await works.began.wait()
        match how:
            case "close":
                writer.close()
            case "abort":
                writer.transport.abort()
            case "half close":
                writer.write_eof()
        if name == "unwatched":
            works.go.set()
        await works.ended.wait()
        writer.close()
    assert works.outcomes == [outcome]


async def test_a_kept_connection_answers_one_request_after_the_other() -> None:
    works = Works()
    works.go.set()
    async with asyncio.timeout(10), serving(build(PLAN, {"works": works})) as address:
        reader, writer = await asyncio.open_connection(*address.split(":"))
        for number in range(20):
            writer.write(_request("watched", b'"%d"' % number))
            assert await _answer(reader) == (b"HTTP/1.1 200 OK", b'"%d"' % number)
        writer.close()
    assert works.outcomes == ["finished"] * 20


async def test_requests_sent_ahead_are_neither_lost_nor_taken_for_a_disconnect() -> None:
    works = Works()
    async with asyncio.timeout(10), serving(build(PLAN, {"works": works})) as address:
        reader, writer = await asyncio.open_connection(*address.split(":"))
        writer.write(_request("watched", b'"1"') + _request("watched", b'"2"'))
        await works.began.wait()
        writer.write(_request("watched", b'"3"'))
        await writer.drain()
        works.go.set()
        answers = [await _answer(reader) for _ in range(3)]
        writer.close()
    assert [body for _, body in answers] == [b'"1"', b'"2"', b'"3"']
    assert works.outcomes == ["finished"] * 3


async def test_the_next_client_is_served_after_one_has_gone() -> None:
    works = Works()
    async with asyncio.timeout(10), serving(build(PLAN, {"works": works})) as address:
        _, first = await asyncio.open_connection(*address.split(":"))
        first.write(_request("watched"))
        await works.began.wait()
        first.transport.abort()
        await works.ended.wait()
        works.go.set()
        reader, second = await asyncio.open_connection(*address.split(":"))
        second.write(_request("watched", b'"b"'))
        assert await _answer(reader) == (b"HTTP/1.1 200 OK", b'"b"')
        second.close()
    assert works.outcomes == ["cancelled", "finished"]
