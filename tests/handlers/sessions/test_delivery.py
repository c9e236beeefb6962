"""A reader of a session: each event once and in order, pieces of answers between their beginning and their end."""

from __future__ import annotations

import asyncio
import random
from contextlib import aclosing

import pytest

from handlers.sessions.delivery import Deliveries, Lagging, Ready
from handlers.sessions.live import Delta, LiveAnswers
from handlers.sessions.log import Event, Position, Reset
from handlers.sessions.open import SessionRoom
from handlers.sessions.snapshot import Snapshot
from tests.handlers.sessions.conftest import fresh_room

USAGE = {"promptTokens": 1, "completionTokens": 1, "totalTokens": 2}


@pytest.fixture
def deliveries(room: SessionRoom) -> Deliveries:
    return Deliveries(room.sessions, room.log, room.live)


async def test_who_is_too_slow_for_the_log_gets_a_snapshot_and_goes_on() -> None:
    async with fresh_room(events=10) as room:
        session = (await room.sessions.create("anna")).id
        async with aclosing(Deliveries(room.sessions, room.log, room.live).to("anna", session, None)) as told:
            assert isinstance(await anext(told), Ready)
            for number in range(25):
                await room.messages.append("anna", session, str(number))
            reset, snapshot = await anext(told), await anext(told)
            assert isinstance(reset, Reset)
            assert reset.reason == "trimmed"
            assert isinstance(snapshot, Snapshot)
            assert (snapshot.as_of_seq, len(snapshot.messages)) == (25, 25)
            await room.messages.append("anna", session, "next")
            event = await anext(told)
            assert isinstance(event, Event)
            assert event.seq == 26


async def test_who_falls_behind_is_told_so(room: SessionRoom, session: str, deliveries: Deliveries) -> None:
    async with aclosing(deliveries.to("anna", session, None)) as told:
        await anext(told)
        await room.messages.append("anna", session, "0")
        assert isinstance(await anext(told), Event)
        for number in range(400):
            await room.messages.append("anna", session, str(number))
        seen = [await anext(told) for _ in range(401)]
    assert [one for one in seen if isinstance(one, Lagging)] == [Lagging(300)]
    assert [one.seq for one in seen if isinstance(one, Event)] == list(range(2, 402))


async def test_a_reader_hears_that_the_session_has_ended(
    room: SessionRoom, session: str, deliveries: Deliveries
) -> None:
    told = deliveries.to("anna", session, None)
    await anext(told)
    await room.sessions.delete("anna", session)
    assert await anext(told) == Reset("unknown_session", None)
    with pytest.raises(StopAsyncIteration):
        await anext(told)


@pytest.mark.parametrize("seed", range(12))
async def test_readers_that_come_at_any_time_hear_the_same_story(
    room: SessionRoom, session: str, deliveries: Deliveries, seed: int
) -> None:
    """A writer of answers, and readers that begin at random times at random places that they know."""
    chance = random.Random(seed)
    epoch, answers = (await room.sessions.get("anna", session)).epoch, 4
    begun: dict[str, int] = {}  # the place of each answer's beginning

    async def write() -> None:
        for _ in range(answers):
            made = await room.answers.begin("anna", session, question="?", model="m")
            begun[made.message.id] = made.seq
            room.live.begin(session, made.message.id)
            text = ""
            for _ in range(chance.randint(0, 12)):
                piece = chance.choice(["a", "bc", "déf", "🙂"])
                text += piece
                room.live.add(made.message.id, piece)
                await asyncio.sleep(chance.choice([0, 0, 0.001]))
            room.live.end(made.message.id)
            await room.answers.complete(made.message.id, text, usage=USAGE)

    async def read() -> None:
        await asyncio.sleep(chance.random() / 50)
        tail = (await room.sessions.get("anna", session)).tail_seq
        place = Position(epoch, chance.randint(0, tail))
        after, texts, ended = place.seq, dict[str, str](), set[str]()
        async with aclosing(deliveries.to("anna", session, place, pause_s=0)) as told:
            async for one in told:
                match one:
                    case Event(seq=seq, type=kind, data=data):
                        assert seq == after + 1
                        after = seq
                        if kind == "ai.message.completed":
                            assert data["text"].startswith(texts.get(data["messageId"], ""))
                            ended.add(data["messageId"])
                    case Delta(message_id, offset, text):
                        assert begun[message_id] <= after
                        assert message_id not in ended
                        assert offset == len(texts.get(message_id, ""))
                        texts[message_id] = texts.get(message_id, "") + text
                if after == answers * 3:
                    return

    await asyncio.gather(write(), *(read() for _ in range(5)))


def test_pieces_are_read_by_offset() -> None:
    woken: list[str] = []
    live = LiveAnswers(woken.append)
    live.begin("s", "m", ref="c-1")
    assert live.since("m", 0) is None
    for piece in ("ab", "", "🙂d", "e"):
        live.add("m", piece)
    assert [live.since("m", offset) for offset in range(6)] == [
        Delta("m", offset, "ab🙂de"[offset:], "c-1") if offset < 5 else None for offset in range(6)
    ]
    assert (live.text("m"), live.of("s"), live.of("t"), woken) == ("ab🙂de", ("m",), (), ["s", "s", "s"])
    live.end("m")
    assert (live.since("m", 0), live.of("s")) == (None, ())
