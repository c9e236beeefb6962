"""What every event log must do: `seq`s without gaps, and from a place either all that follows or a reset."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.clock import HOUR_MS
from handlers.errors import Conflict, NotFound
from handlers.sessions.log import Batch, EventLog, NewEvent, Position, Reset, Retention
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.storage.database import Database
from tests.handlers.conftest import SteppedClock
from tests.handlers.sessions.conftest import fresh_room


def told(count: int, start: int = 1) -> list[NewEvent]:
    return [NewEvent("said", {"number": number}, f"c-{number}") for number in range(start, start + count)]


@pytest.fixture
def log(database: Database, clock: SteppedClock) -> EventLog:
    return SqliteEventLog(database, retention=Retention(events=10, age_ms=HOUR_MS), clock=clock)


async def numbers(log: EventLog, after: Position | None) -> list[int]:
    found = await log.read("s", after)
    assert isinstance(found, Batch)
    return [event.data["number"] for event in found.events]


async def test_events_come_back_as_they_were_in_order(log: EventLog, clock: SteppedClock) -> None:
    extent = await log.create("s")
    assert (extent.low, extent.tail) == (1, 0)
    placed = await log.append("s", told(3))
    found = await log.read("s", None)
    assert isinstance(found, Batch)
    assert found.events == placed
    assert [(e.stream, e.epoch, e.seq, e.ref, e.at) for e in placed] == [
        ("s", extent.epoch, seq, f"c-{seq}", clock()) for seq in (1, 2, 3)
    ]
    assert await numbers(log, Position(extent.epoch, 1)) == [2, 3]
    assert await numbers(log, Position(extent.epoch, 3)) == []


@pytest.mark.parametrize(
    ("epoch", "seq", "reason"),
    [("", 13, "ahead_of_tail"), ("other", 12, "epoch_changed"), ("", 1, "trimmed"), ("", 0, "trimmed")],
)
async def test_a_place_that_cannot_be_gone_on_from_is_a_reset(log: EventLog, epoch: str, seq: int, reason: str) -> None:
    extent = await log.create("s")
    await log.append("s", told(12))
    found = await log.read("s", Position(epoch or extent.epoch, seq))
    assert isinstance(found, Reset)
    assert found.reason == reason
    assert found.extent is not None
    assert (found.extent.low, found.extent.tail) == (3, 12)


async def test_old_events_expire_and_the_place_before_them_is_told(log: EventLog, clock: SteppedClock) -> None:
    epoch = (await log.create("s")).epoch
    await log.append("s", told(2))
    clock.step(hours=2)
    await log.append("s", told(1, 3))
    await log.expire()
    assert await numbers(log, None) == [3]
    found = await log.read("s", Position(epoch, 1))
    assert isinstance(found, Reset)
    assert found.reason == "expired"
    assert await numbers(log, Position(epoch, 2)) == [3]


async def test_a_clock_that_steps_back_makes_no_gap(log: EventLog, clock: SteppedClock) -> None:
    await log.create("s")
    await log.append("s", told(1))
    clock.step(hours=-5)
    await log.append("s", told(1, 2))
    clock.step(hours=5.5)
    await log.expire()
    assert await numbers(log, None) in ([1, 2], [2], [])
    await log.append("s", told(1, 3))
    assert (await numbers(log, None))[-1] == 3


async def test_streams_are_made_once_and_end(log: EventLog) -> None:
    await log.create("s")
    with pytest.raises(Conflict):
        await log.create("s")
    with log.watch("s") as changed:
        await log.delete("s")
        assert changed.is_set()
    assert await log.read("s", None) == Reset("unknown_session", None)
    with pytest.raises(NotFound):
        await log.append("s", told(1))


async def test_appending_wakes_whoever_watches_that_stream(log: EventLog) -> None:
    await log.create("s")
    await log.create("other")
    with log.watch("s") as one, log.watch("s", "other") as both:
        await log.append("other", told(1))
        assert (one.is_set(), both.is_set()) == (False, True)
        await log.append("s", told(1))
        assert one.is_set()


async def test_writers_at_once_leave_no_gap(log: EventLog) -> None:
    await log.create("s")
    await asyncio.gather(*(log.append("s", told(1)) for _ in range(10)))
    found = await log.read("s", None)
    assert isinstance(found, Batch)
    assert [event.seq for event in found.events] == list(range(1, 11))


@settings(max_examples=25)
@given(batches=st.lists(st.integers(1, 7), max_size=8), place=st.integers(0, 60), limit=st.integers(1, 20))
def test_from_any_place_all_that_follows_or_a_reset(batches: list[int], place: int, limit: int) -> None:
    async def run() -> None:
        async with fresh_room(events=12) as room:
            epoch = (await room.log.create("s")).epoch
            total = 0
            for count in batches:
                await room.log.append("s", told(count, total + 1))
                total += count
            low = max(1, total - 11)
            after, read = Position(epoch, place), list[int]()
            while True:
                found = await room.log.read("s", after, limit=limit)
                if isinstance(found, Reset):
                    assert found.reason == ("ahead_of_tail" if place > total else "trimmed")
                    assert place > total or place < low - 1
                    return
                if not found.events:
                    break
                read += [event.seq for event in found.events]
                after = Position(epoch, read[-1])
            assert read == list(range(place + 1, total + 1))

    asyncio.run(run())


@pytest.mark.parametrize("text", ["", "k3f9", "-1", "k3f9-", "k3f9-x", "k3f9-٣"])
def test_a_place_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match="k3f9-4711"):
        Position.parse(text)
    assert Position.parse("k3f9-4711") == Position("k3f9", 4711)
