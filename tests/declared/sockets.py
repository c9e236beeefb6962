"""Every message, reset reason, close code and refused upgrade of the channel."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from handlers.api.peer import PeerLimits
from handlers.api.socket import SocketLimits
from handlers.sessions.log import NewEvent
from tests.declared.assistant import UNKNOWN, Assistant, assistant
from tests.declared.record import Record
from tests.handlers.api.socket_client import Client, Json, connected, data
from tests.security.conftest import Line

KEPT = 600
"""Events of a session that stay readable; a reader gets a notice when it lags 250 behind."""


def client_of(it: Assistant, key: str | None = None, **options: Any) -> AbstractAsyncContextManager[Client]:
    return connected(it.place, it.key if key is None else key, watcher=it.record, proxy=None, **options)


async def session(it: Assistant) -> str:
    return str((await it.call("createSession", 201, body={})).json()["id"])


async def append(it: Assistant, session_id: str, count: int, content: str = "x") -> None:
    for _ in range(count):
        await it.call("appendSessionMessage", 201, sessionId=session_id, body={"content": content})


async def burst(it: Assistant, session_id: str, count: int, content: str = "x") -> None:
    """Many events in one transaction of the log: what makes a reader lag must not take longer than the reader."""
    message = (await it.call("appendSessionMessage", 201, sessionId=session_id, body={"content": content})).json()
    await asyncio.sleep(0.1)  # the reader takes what it can
    event = NewEvent("session.message.created", message)
    await it.running.room.log.append(session_id, [event] * (count - 1))


async def place_of(it: Assistant, session_id: str) -> Json:
    state = (await it.call("getSession", 200, sessionId=session_id)).json()
    return {"sessionId": session_id, "epoch": state["epoch"], "seq": state["tailSeq"]}


async def everyday(folder: Path, record: Record) -> None:
    """A conversation, a reader that is too slow, expiry, heartbeats, and two ends of the server."""
    (folder / "empty").mkdir()
    patient = SocketLimits(peer=PeerLimits(ping_s=600))  # a slow machine is not a client that has gone
    async with assistant(folder, record, retained_events=KEPT, sockets=patient) as it:
        talk = await session(it)
        await conversation(it, talk)
        await resets(it, talk)
        await expiry(it)
        async with asyncio.timeout(120):  # a reader without a notice would wait without end
            await slow_reader(it)
        unfinished = await unfinished_answer(it)
    pings = SocketLimits(peer=PeerLimits(ping_s=0.5, pong_s=1.0))
    async with assistant(folder, record, sockets=pings) as it:
        async with client_of(it) as client:
            await client.hello({"sessionId": unfinished})
            end = await client.next("ai.message.failed", "ai.message.completed")
            assert end["type"] == "ai.message.failed", "the former server did not finish this answer"
            ping = await client.next("connection.ping")
            await client.say("connection.pong", None, {}, ping["payload"]["metadata"]["ref"])
            assert await client.ended() == 4010  # no answer to the next one
        async with client_of(it) as client:
            await client.hello()
            await it.running.drain(restart=True)
            assert await client.ended() == 1012
        await refused_upgrade(it, 503)


async def conversation(it: Assistant, talk: str) -> None:
    async with client_of(it) as client:
        await client.hello({"sessionId": talk})
        await client.append(talk, "Hello")
        await it.call("patchSessionState", 200, sessionId=talk, body={"draft": "x"})
        await client.next("session.state.changed")
        await client.say("stream.ack", talk, {"epoch": (await place_of(it, talk))["epoch"], "seq": 1})
        await client.say("ai.chat.ask", talk, {"question": "Say yes.", "maxTokens": 4})
        for event_type in ("ai.message.started", "ai.message.delta", "ai.message.completed"):
            frame = await client.next(event_type)
        await client.say("ai.chat.cancel", talk, {"messageId": data(frame)["messageId"]})
        await client.next("command.ack")
        await client.say("ai.chat.cancel", talk, {"messageId": UNKNOWN})
        await client.next("command.error")
        await it.call("createProject", 202, body={"root": str(it.settings.data_dir.parent / "empty")})
        await client.next("project.index.progress")


async def resets(it: Assistant, talk: str) -> None:
    place = await place_of(it, talk)
    epoch, tail = place["epoch"], place["seq"]
    old = await session(it)
    await append(it, old, 3)
    aged = await place_of(it, old)
    it.clock.step(hours=23)
    await append(it, talk, 1)  # so that this session does not expire
    it.clock.step(hours=2)
    await it.running.scheduler.run_now("expire-events")
    async with client_of(it) as client:
        await client.hello()
        for session_id, where in (
            (UNKNOWN, {}),
            (talk, {"epoch": "x" * 10, "seq": 1}),  # epoch_changed
            (talk, {"epoch": epoch, "seq": tail + 1000}),  # ahead_of_tail
            (talk, {"epoch": epoch, "seq": 0}),  # expired
        ):
            await client.say("stream.open", session_id, where)
            await client.next("stream.reset")
    assert aged["seq"] == 3


async def expiry(it: Assistant) -> None:
    """4507: the only session of a connection is deleted because it was not used for a day."""
    short = await session(it)
    async with client_of(it) as client:
        await client.hello({"sessionId": short})
        await client.next("stream.ready")
        it.clock.step(hours=25)
        await it.running.scheduler.run_now("expire-sessions")
        assert await client.ended() == 4507
    await it.call("getSession", 404, sessionId=short)


async def slow_reader(it: Assistant) -> None:
    """stream.lagging and 4008: events come faster than the client takes them."""
    busy = await session(it)
    host, port = it.place.split(":")
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)  # less would stall on probes of a closed window
    narrow.connect((host, int(port)))
    narrow.setblocking(False)
    async with client_of(it, sock=narrow, max_queue=1, ping_interval=None) as client:
        await client.hello({"sessionId": busy})
        await client.next("stream.ready")
        await burst(it, busy, 40, "x" * 15_000)  # fills the buffers of both ends
        await burst(it, busy, KEPT - 40)  # the queue between them, and more than 250 that wait in the log
        await client.next("stream.lagging")
        await burst(it, busy, 40, "x" * 15_000)
        await burst(it, busy, 100 + KEPT)
        assert await client.ended() == 4008
    async with client_of(it) as client:
        await client.hello({**await place_of(it, busy), "seq": 1})
        await client.next("stream.reset")  # trimmed
        await client.next("stream.snapshot")


async def unfinished_answer(it: Assistant) -> str:
    """The session of an answer that the end of the server interrupts."""
    talk = await session(it)
    async with client_of(it) as client:
        await client.hello({"sessionId": talk})
        await client.say("ai.chat.ask", talk, {"question": "Write a long story about a dragon.", "maxTokens": 512})
        await client.next("ai.message.delta")
        await it.running.drain()
        assert await client.ended() == 1001
    return talk


async def limits(folder: Path, record: Record) -> None:
    """The close codes that a limit or a fault ends a connection with."""
    small = SocketLimits(
        connections=4, per_key=3, peer=PeerLimits(ping_s=600, hello_s=2, streams=2, rate_refusals=3, errors=6)
    )
    async with assistant(folder, record, sockets=small, rate_ios=0.001, sessions_per_client=20) as it:
        issued = (await it.call("createKey", 201, body={"clientClass": "ios"})).json()
        sessions = [await session(it) for _ in range(3)]
        async with client_of(it) as client:  # 4502
            assert await client.ended() == 4502
        async with client_of(it, subprotocols=["leanvibe.v2"]) as client:
            assert await client.ended() == 4506
        async with client_of(it) as client:
            await client.socket.send("x" * 70_000)
            assert await client.ended() == 1009
        async with client_of(it) as client:
            await client.socket.send("{}")
            assert await client.ended() == 4500
        async with client_of(it) as client:
            await client.hello(*({"sessionId": identifier} for identifier in sessions))
            assert await client.ended() == 4504
        async with client_of(it) as client:
            await client.hello({"sessionId": sessions[0]})
            ready = await client.next("stream.ready")
            await client.say("stream.ack", sessions[0], {"epoch": data(ready)["epoch"], "seq": 1000})
            assert await client.ended() == 4031
        async with client_of(it) as client:
            await client.hello()
            for _ in range(6):
                await client.say("ai.chat.cancel", UNKNOWN, {"messageId": UNKNOWN})
            assert await client.ended() == 4509
        async with client_of(it, issued["secret"]) as client:
            await client.hello()
            for _ in range(5):
                await client.say("ai.chat.cancel", UNKNOWN, {"messageId": UNKNOWN})
            assert await client.ended() == 4029
        async with client_of(it, issued["secret"]) as client:
            await client.hello()
            await it.call("revokeKey", 200, keyId=issued["key"]["id"])
            assert await client.ended() == 4501
        await crowd(it)
        for status in (400, 401, 403):
            await refused_upgrade(it, status)
        async with client_of(it) as client:  # 1011: the database is not usable any more
            await client.hello()
            with sqlite3.connect(it.settings.data_dir / "leanvibe.db") as connection:
                connection.execute("ALTER TABLE streams RENAME TO lost_streams")
            await client.say("stream.open", sessions[1], {})
            assert await client.ended() == 1011
        with sqlite3.connect(it.settings.data_dir / "leanvibe.db") as connection:
            connection.execute("ALTER TABLE lost_streams RENAME TO streams")


async def crowd(it: Assistant) -> None:
    """4505 with the fourth connection of a key, 1013 with the fifth of all."""
    other = (await it.call("createKey", 201, body={"clientClass": "cli"})).json()["secret"]
    async with client_of(it) as first, client_of(it) as second, client_of(it) as third:
        for client in (first, second, third):
            await client.hello()
        async with client_of(it) as fourth:
            assert await fourth.ended() == 4505
        async with client_of(it, other) as fourth:
            await fourth.hello()
            async with client_of(it, other) as fifth:
                assert await fifth.ended() == 1013


async def refused_upgrade(it: Assistant, want: int) -> None:
    key = [("Authorization", f"Bearer {it.key}")]
    line = Line(int(it.place.split(":")[1]))
    asked = {
        400: ("/api/v1/ws?token=1", key),
        401: ("/api/v1/ws", []),
        403: ("/api/v1/ws", [*key, ("Origin", "http://evil.example")]),
        503: ("/api/v1/ws", key),
    }[want]
    answer = await asyncio.to_thread(line.upgrade, *asked)
    assert answer.status == want, answer
    it.record.upgrades.add(answer.status)
    it.record.refused(f"upgrade {want}", answer.status, answer.headers, answer.body)
