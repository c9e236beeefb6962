"""The socket under uvicorn with an ordinary client: nothing lost, nothing twice, whatever ends a connection."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from codegen.runtime.application import build
from codegen.runtime.call import Principal
from generated.server import plan
from handlers.api.peer import PeerLimits
from handlers.api.refusals import problem_of, refusal
from handlers.api.socket import SessionSocket, SocketLimits
from handlers.errors import Unauthenticated, Unavailable
from handlers.llm.model import BusyError, GenerationError
from handlers.security import keys
from handlers.security.rates import RateLimiter
from handlers.security.tickets import Tickets
from handlers.sessions.chat import SessionChat
from handlers.sessions.log import Retention
from handlers.sessions.open import SessionRoom, open_sessions
from handlers.storage.database import Database
from tests.handlers.api.socket_client import Client, Json, ScriptedEngine, connected, data, meta
from tests.support.serving import serving

NOBODY = "00000000-0000-4000-8000-000000000000"
GENEROUS = {"ios": 10_000.0, "web": 10_000.0, "cli": 10_000.0}


@dataclass
class Server:
    place: str
    room: SessionRoom
    socket: SessionSocket
    engine: ScriptedEngine
    chat: SessionChat
    tickets: Tickets

    async def session(self, owner: str = "anna") -> str:
        return (await self.room.sessions.create(owner)).id


async def running(
    room: SessionRoom,
    *,
    limits: SocketLimits | None = None,
    rates: dict[str, float] | None = None,
    engine: ScriptedEngine | None = None,
) -> AsyncIterator[Server]:
    engine, tickets = engine or ScriptedEngine(), Tickets()
    chat = SessionChat(room, engine, problem=problem_of)
    socket = SessionSocket(room, chat=chat, rates=RateLimiter(rates or GENEROUS), limits=limits)

    async def authenticate(scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None:
        if scheme == "ticket":
            try:
                return Principal(tickets.redeem(credential).key_id, {"clientClass": "web"})
            except Unauthenticated:
                return None
        return None if credential == "wrong" else Principal(credential, {"clientClass": "cli"})

    channel_only = replace(plan(), operations=())  # the rest of the contract has tests of its own
    app = build(channel_only, {}, channels={"ws": socket}, authenticate=authenticate, on_error=refusal)
    async with serving(app) as place:
        yield Server(place, room, socket, engine, chat, tickets)
    await chat.close()


@pytest.fixture
async def room(database: Database) -> SessionRoom:
    return await open_sessions(database)


@pytest.fixture
async def server(room: SessionRoom) -> AsyncIterator[Server]:
    async for one in running(room):
        yield one


async def open_stream(client: Client, session_id: str, **place: Any) -> Json:
    """The `stream.ready` or `stream.reset`."""
    await client.say("stream.open", session_id, place)
    return await client.next("stream.ready", "stream.reset")


# --- connection ------------------------------------------------------------------------------------------------


async def test_a_stream_that_is_opened_twice_at_once_is_delivered_once(
    server: Server, recwarn: pytest.WarningsRecorder
) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello({"sessionId": session}, {"sessionId": session}, {"sessionId": session})
        assert (await client.receive())["type"] == "stream.ready"
        assert (await client.append(session, "x"))["type"] == "command.ack"
    assert [str(warning.message) for warning in recwarn if "never awaited" in str(warning.message)] == []


async def test_hello_is_answered_before_the_streams_go_on(server: Server) -> None:
    session = await server.session()
    await server.room.messages.append("anna", session, "first")
    async with connected(server.place) as client:
        ready = await client.hello({"sessionId": session})
        assert data(ready)["commandsPerSecond"] == 10_000
        stream = await client.receive()
        assert stream["type"] == "stream.ready"
        epoch = data(stream)["epoch"]
        assert data(stream) == {"epoch": epoch, "recovered": False, "fromSeq": 0, "tailSeq": 1, "lowSeq": 1}
        event = await client.receive()
        assert (event["type"], data(event)["content"], meta(event)) == (
            "session.message.created",
            "first",
            {"seq": 1, "epoch": epoch},
        )


@pytest.mark.parametrize("owner", ["", "wrong"])
async def test_without_a_key_there_is_no_connection(server: Server, owner: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connected(server.place, owner):
            pass
    assert refused.value.response.status_code == 401


async def test_a_ticket_opens_one_connection(server: Server) -> None:
    ticket = server.tickets.issue(keys.Principal("anna", "web"))
    offered: Any = ["leanvibe.v1", f"ticket.{ticket}"]
    async with connected(server.place, "", subprotocols=offered) as client:
        assert client.socket.subprotocol == "leanvibe.v1"
        await client.hello()
    with pytest.raises(InvalidStatus):
        async with connected(server.place, "", subprotocols=offered):
            pass


async def test_another_protocol_is_not_spoken(server: Server) -> None:
    offered: Any = ["leanvibe.v2"]
    async with connected(server.place, subprotocols=offered) as client:
        assert await client.ended() == 4506


async def test_hello_comes_first_and_once(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.say("stream.open", session, {})
        assert await client.ended() == 4500
    async with connected(server.place) as client:
        await client.hello()
        await client.say("connection.hello", None, {"protocol": "leanvibe.v1", "clientId": NOBODY, "resume": []})
        assert await client.ended() == 4500


@pytest.mark.parametrize(
    "frame",
    [
        "no json",
        "{}",
        '{"type": "connection.ready"}',
        json.dumps({"type": "connection.pong", "sessionId": None, "timestamp": "yesterday", "payload": {}}),
    ],
)
async def test_a_frame_that_breaks_the_contract_ends_the_connection(server: Server, frame: str) -> None:
    async with connected(server.place) as client:
        await client.hello()
        await client.socket.send(frame)
        assert await client.ended() == 4500


async def test_a_frame_that_is_too_big_ends_the_connection(server: Server) -> None:
    async with connected(server.place) as client:
        await client.hello()
        await client.socket.send("x" * 65_537)
        assert await client.ended() == 1009


async def test_who_says_no_hello_is_dropped(room: SessionRoom) -> None:
    async for server in running(room, limits=SocketLimits(peer=PeerLimits(hello_s=0.05))):
        async with connected(server.place) as client:
            assert await client.ended() == 4502


async def test_who_answers_no_ping_is_dropped(room: SessionRoom) -> None:
    async for server in running(room, limits=SocketLimits(peer=PeerLimits(ping_s=0.05, pong_s=1))):
        session = await server.session()
        async with connected(server.place) as client:
            await client.hello({"sessionId": session})
            for number in (1, 2):
                ping = await client.next("connection.ping")
                assert meta(ping) == {"ref": f"p-{number}"}
                assert [tail["sessionId"] for tail in data(ping)["streams"]] == [session]
                await client.say("connection.pong", None, {}, meta(ping)["ref"])
            assert await client.ended() == 4010


async def test_limits_of_connections(room: SessionRoom) -> None:
    async for server in running(room, limits=SocketLimits(connections=3, per_key=2)):
        async with connected(server.place) as one, connected(server.place) as two:
            await one.hello()
            await two.hello()
            async with connected(server.place) as third:
                assert await third.ended() == 4505
            async with connected(server.place, "ben") as ben:
                await ben.hello()
                async with connected(server.place, "eve") as eve:
                    assert await eve.ended() == 1013


async def test_a_revoked_key_ends_its_connections_only(server: Server) -> None:
    async with connected(server.place) as anna, connected(server.place, "ben") as ben:
        await anna.hello()
        await ben.hello()
        server.socket.revoked("anna")
        assert await anna.ended() == 4501
        await ben.say("stream.open", NOBODY, {})
        await ben.next("stream.reset")


async def test_draining_tells_everybody_and_refuses_newcomers(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello({"sessionId": session})
        drained = asyncio.create_task(server.socket.drain(reason="update", retry_after_ms=250, restart=True))
        assert data(await client.next("connection.draining")) == {"retryAfterMs": 250, "reason": "update"}
        assert await client.ended() == 1012
        await drained
    assert (server.socket.open, server.socket.draining) == (0, True)
    with pytest.raises(InvalidStatus) as refused:
        async with connected(server.place):
            pass
    assert refused.value.response.status_code == 503


# --- streams ---------------------------------------------------------------------------------------------------


async def test_a_place_is_gone_on_from_or_reset(room: SessionRoom, server: Server) -> None:
    session = await server.session()
    epoch = (await room.sessions.get("anna", session)).epoch
    for content in "abc":
        await room.messages.append("anna", session, content)
    async with connected(server.place) as client:
        await client.hello()
        ready = await open_stream(client, session, epoch=epoch, seq=2)
        assert data(ready) == {"epoch": epoch, "recovered": True, "fromSeq": 2, "tailSeq": 3, "lowSeq": 1}
        assert data(await client.receive())["content"] == "c"
        stale: list[tuple[Json, str]] = [
            ({"epoch": "old", "seq": 2}, "epoch_changed"),
            ({"epoch": epoch, "seq": 9}, "ahead_of_tail"),
        ]
        for place, reason in stale:
            assert data(await open_stream(client, session, **place)) == {"reason": reason}
            snapshot = await client.receive()
            assert snapshot["type"] == "stream.snapshot"
            assert (data(snapshot)["asOfSeq"], data(snapshot)["state"]) == (3, {})
            assert [message["content"] for message in data(snapshot)["messages"]] == ["a", "b", "c"]
        await room.messages.append("anna", session, "d")
        assert meta(await client.receive())["seq"] == 4
        await room.sessions.delete("anna", session)
        assert data(await client.next("stream.reset")) == {"reason": "unknown_session"}


async def test_what_is_trimmed_is_a_reset(database: Database) -> None:
    room = await open_sessions(database, retention=Retention(events=10))
    async for server in running(room):
        session = await server.session()
        epoch = (await room.sessions.get("anna", session)).epoch
        for number in range(25):
            await room.messages.append("anna", session, str(number))
        async with connected(server.place) as client:
            await client.hello()
            assert data(await open_stream(client, session, epoch=epoch, seq=14)) == {"reason": "trimmed"}
            assert len(data(await client.next("stream.snapshot"))["messages"]) == 25
            assert data(await open_stream(client, session)) == {"reason": "trimmed"}
            assert data(await open_stream(client, session, epoch=epoch, seq=15))["recovered"] is True


async def test_anothers_session_is_unknown_and_says_nothing(server: Server) -> None:
    theirs = await server.session("ben")
    async with connected(server.place) as client:
        await client.hello()
        for session in (theirs, NOBODY):
            assert data(await open_stream(client, session)) == {"reason": "unknown_session"}
        refused = await client.append(theirs, "x")
        assert (refused["type"], data(refused)["problem"]["code"]) == ("command.error", "session_not_found")
        await server.room.messages.append("ben", theirs, "secret")
        mine = await server.session()
        await open_stream(client, mine)
        await client.append(mine, "mine")
        assert data(await client.next("session.message.created"))["sessionId"] == mine


async def test_an_eleventh_stream_ends_the_connection(server: Server) -> None:
    sessions = [await server.session() for _ in range(10)]
    async with connected(server.place) as client:
        await client.hello(*({"sessionId": session} for session in sessions))
        await open_stream(client, sessions[0])  # again: it is one of the ten
        await client.say("stream.open", NOBODY, {})
        assert await client.ended() == 4504


@pytest.mark.parametrize("seed", range(6))
async def test_reconnecting_at_any_point_loses_nothing_and_tells_nothing_twice(server: Server, seed: int) -> None:
    """Two writers, and a reader whose connection breaks at random places; it goes on from the last that it has."""
    chance, total = random.Random(seed), 120
    session = await server.session()

    async def write(name: str) -> None:
        for number in range(total // 2):
            await server.room.messages.append("anna", session, f"{name}{number}")
            if chance.random() < 0.3:
                await asyncio.sleep(0)

    writing = asyncio.gather(write("a"), write("b"))
    seen: list[int] = []
    place: Json = {}
    while len(seen) < total:
        async with connected(server.place, max_queue=None) as client:  # a full one would delay the closing handshake
            await client.hello({"sessionId": session, **place})
            stream = await client.next("stream.ready", "stream.reset")
            assert stream["type"] == "stream.ready"
            assert data(stream)["fromSeq"] == place.get("seq", 0)
            for _ in range(chance.randint(0, 40)):
                if len(seen) == total:
                    break
                event = await client.next("session.message.created")
                seen.append(meta(event)["seq"])
                place = {"epoch": meta(event)["epoch"], "seq": meta(event)["seq"]}
            if chance.random() < 0.5:
                client.socket.transport.abort()
    await writing
    assert seen == list(range(1, total + 1))


# --- commands --------------------------------------------------------------------------------------------------


async def test_a_command_sent_twice_is_executed_once(server: Server) -> None:
    session, client_id = await server.session(), str(uuid.uuid4())
    async with connected(server.place, client_id=client_id) as client:
        await client.hello()
        first = await client.append(session, "once", "k")
        again = await client.append(session, "once", "k")
    async with connected(server.place, client_id=client_id) as client:  # whose acknowledgement was lost
        await client.hello()
        later = await client.append(session, "once", "k")
        other = await client.append(session, "another", "k")
    assert data(first) == {"duplicate": False, "seq": 1, "resultId": data(first)["resultId"]}
    assert data(again) == data(later) == {**data(first), "duplicate": True}
    assert data(other)["problem"]["code"] == "idempotency_conflict"
    async with connected(server.place) as stranger:  # another client, the same key of its own
        await stranger.hello()
        assert data(await stranger.append(session, "once", "k"))["duplicate"] is False
    assert (await server.room.sessions.get("anna", session)).message_count == 2


@pytest.mark.parametrize("seed", range(4))
async def test_commands_that_are_repeated_at_random_happen_once_each(server: Server, seed: int) -> None:
    chance, session, client_id = random.Random(seed), await server.session(), str(uuid.uuid4())
    unanswered = [f"k-{number}" for number in range(25)]
    while unanswered:
        async with connected(server.place, client_id=client_id) as client:
            await client.hello()
            sent = chance.sample(unanswered, chance.randint(1, len(unanswered)))
            for key in sent:
                await client.say("session.message.append", session, {"content": key}, key)
                if chance.random() < 0.2:
                    await client.say("session.message.append", session, {"content": key}, key)
            for _ in range(chance.randint(0, len(sent))):
                ack = await client.next("command.ack")
                if meta(ack)["ref"] in unanswered:
                    unanswered.remove(meta(ack)["ref"])
            client.socket.transport.abort()
    page = await server.room.messages.list("anna", session, limit=100)
    assert sorted(message.content for message in page.items) == sorted(f"k-{number}" for number in range(25))


async def test_rates_refuse_and_then_end(room: SessionRoom) -> None:
    async for server in running(room, rates={"ios": 5, "web": 5, "cli": 0.001}):
        session = await server.session()
        async with connected(server.place) as client:
            await client.hello()
            assert (await client.append(session, "x"))["type"] == "command.ack"
            refused = await client.append(session, "x")
            assert data(refused)["problem"]["code"] == "rate_limited"
            assert data(refused)["retryAfterMs"] > 0
            for _ in range(19):
                await client.say("session.message.append", session, {"content": "x"})
            assert await client.ended() == 4029
        assert (await room.sessions.get("anna", session)).message_count == 1


async def test_too_many_refused_commands_end_the_connection(server: Server) -> None:
    async with connected(server.place) as client:
        await client.hello()
        for _ in range(50):
            await client.say("session.message.append", NOBODY, {"content": "x"})
        assert await client.ended() == 4509


# --- answers ---------------------------------------------------------------------------------------------------


async def test_an_answer_is_started_told_in_pieces_and_completed(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello({"sessionId": session})
        key = await client.say("ai.chat.ask", session, {"question": "Where?"})
        for piece in ("In ", "`body", ".py`", None):
            server.engine.script.put_nowait(piece)
        text, frames = "", list[Json]()
        while not frames or frames[-1]["type"] != "ai.message.completed":
            frames.append(await client.receive())
            if frames[-1]["type"] == "ai.message.delta":
                assert data(frames[-1])["offset"] == len(text)
                text += data(frames[-1])["text"]
    ack = next(frame for frame in frames if frame["type"] == "command.ack")
    events = [frame for frame in frames if "seq" in meta(frame)]
    assert [event["type"] for event in events] == [
        "session.message.created",
        "ai.message.started",
        "ai.message.completed",
    ]
    assert {meta(event)["ref"] for event in events} == {key}
    completed = data(events[-1])
    assert (completed["text"], completed["finishReason"]) == ("In `body.py`", "stop")
    assert completed["text"].startswith(text)
    assert completed["messageId"] == data(ack)["resultId"] == data(events[1])["messageId"]
    assert completed["usage"] == {"promptTokens": 3, "completionTokens": 3, "totalTokens": 6}


async def test_an_answer_goes_on_without_its_reader_who_finds_it_again(server: Server) -> None:
    session, client_id = await server.session(), str(uuid.uuid4())
    ask = {"question": "Where?"}
    server.engine.script.put_nowait("one ")
    async with connected(server.place, client_id=client_id) as client:
        await client.hello({"sessionId": session})
        await client.say("ai.chat.ask", session, ask, "k")
        started = await client.next("ai.message.started")
        assert data(await client.next("ai.message.delta"))["text"] == "one "
    server.engine.script.put_nowait("two ")
    async with connected(server.place, client_id=client_id) as client:
        await client.hello({"sessionId": session, "epoch": meta(started)["epoch"], "seq": meta(started)["seq"]})
        delta, text = await client.next("ai.message.delta"), ""
        assert data(delta)["offset"] == 0
        text = data(delta)["text"]
        while text != "one two ":
            delta = await client.next("ai.message.delta")
            assert data(delta)["offset"] == len(text)
            text += data(delta)["text"]
        await client.say("ai.chat.ask", session, ask, "k")  # its acknowledgement was lost
        assert data(await client.next("command.ack"))["duplicate"] is True
        server.engine.script.put_nowait(None)
        assert data(await client.next("ai.message.completed"))["text"] == "one two "
    assert len(server.engine.asked) == 1


async def test_an_answer_is_cancelled_and_what_was_written_is_kept(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello({"sessionId": session})
        await client.say("ai.chat.ask", session, {"question": "Where?"})
        server.engine.script.put_nowait("so far")
        message = data(await client.next("command.ack"))["resultId"]
        await client.next("ai.message.delta")
        key = await client.say("ai.chat.cancel", session, {"messageId": message})
        seen = [await client.next("ai.message.completed", "command.ack") for _ in range(2)]
        completed, ack = sorted(seen, key=lambda frame: frame["type"])
        assert (data(completed)["text"], data(completed)["finishReason"]) == ("so far", "cancelled")
        assert data(ack) == {"duplicate": False, "resultId": message}
        await client.say("ai.chat.cancel", session, {"messageId": message}, key)
        assert data(await client.next("command.ack"))["duplicate"] is True
        await client.say("ai.chat.cancel", session, {"messageId": NOBODY})
        assert data(await client.next("command.error"))["problem"]["status"] == 404


async def test_an_answer_that_is_tied_to_its_connection_ends_with_it(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello()
        await client.say("ai.chat.ask", session, {"question": "Where?", "cancelOnDisconnect": True})
        server.engine.script.put_nowait("so far")
        message = data(await client.next("command.ack"))["resultId"]
    async with connected(server.place) as client:
        await client.hello({"sessionId": session})
        completed = await client.next("ai.message.completed")
        assert (data(completed)["messageId"], data(completed)["finishReason"]) == (message, "cancelled")


@pytest.mark.parametrize(("error", "code"), [(BusyError(2), "model_busy"), (Unavailable("x"), "service_unavailable")])
async def test_a_question_that_is_refused_leaves_nothing(server: Server, error: Exception, code: str) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello()
        await client.say("ai.chat.ask", session, {"question": "Where?"})
        server.engine.script.put_nowait(error)
        assert data(await client.next("command.error"))["problem"]["code"] == code
    assert (await server.room.sessions.get("anna", session)).tail_seq == 0


async def test_an_answer_that_breaks_off_has_failed_with_what_was_written(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello({"sessionId": session})
        await client.say("ai.chat.ask", session, {"question": "Where?"})
        server.engine.script.put_nowait("so far")
        await client.next("ai.message.started")
        server.engine.script.put_nowait(GenerationError("the engine met an error"))
        failed = data(await client.next("ai.message.failed"))
    assert (failed["text"], failed["problem"]["code"]) == ("so far", "model_unavailable")


async def test_a_server_that_stops_ends_its_answers(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello({"sessionId": session})
        await client.say("ai.chat.ask", session, {"question": "Where?"})
        server.engine.script.put_nowait("so far")
        await client.next("ai.message.delta")
        await server.chat.close()
        failed = data(await client.next("ai.message.failed"))
        assert (failed["text"], failed["problem"]["code"]) == ("so far", "draining")
        await client.say("ai.chat.ask", session, {"question": "Where?"})
        assert data(await client.next("command.error"))["problem"]["code"] == "draining"


async def test_more_questions_than_are_let_in_are_refused(server: Server) -> None:
    session = await server.session()
    async with connected(server.place) as client:
        await client.hello()
        for _ in range(17):
            await client.say("ai.chat.ask", session, {"question": "Where?"})
        assert data(await client.next("command.error"))["problem"]["code"] == "rate_limited"
