"""Sessions, their state and their commands: limits, ends, versions, and what a crash leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.errors import Conflict, NotFound, PreconditionFailed, TooLarge
from handlers.sessions.commands import Command
from handlers.sessions.log import Batch, Position, Reset
from handlers.sessions.open import SessionRoom, open_sessions
from handlers.sessions.service import SessionLimits
from handlers.storage.database import Database
from tests.handlers.conftest import SteppedClock

USAGE = {"promptTokens": 1, "completionTokens": 1, "totalTokens": 2}


async def kinds(room: SessionRoom, session: str) -> list[str]:
    found = await room.log.read(session, None)
    assert isinstance(found, Batch)
    return [event.type for event in found.events]


async def test_an_unused_session_ends_and_makes_room(database: Database, clock: SteppedClock) -> None:
    room = await open_sessions(database, limits=SessionLimits(per_owner=2), clock=clock)
    first, second = await room.sessions.create("anna"), await room.sessions.create("anna")
    with pytest.raises(Conflict, match="delete one first"):
        await room.sessions.create("anna")
    await room.sessions.create("ben")
    clock.step(hours=23)
    await room.sessions.touch("anna", second.id)
    clock.step(hours=2)
    with pytest.raises(NotFound):
        await room.sessions.get("anna", first.id)
    await room.sessions.create("anna")
    with room.log.watch(first.id) as changed:
        assert first.id in await room.sessions.expire()
        assert changed.is_set()
    assert isinstance(await room.log.read(first.id, None), Reset)
    assert (await room.sessions.get("anna", second.id)).id == second.id


async def test_a_state_that_changes_nothing_is_no_change(room: SessionRoom, session: str) -> None:
    one = await room.states.replace("anna", session, {"a": 1, "none": None}, if_match='"0"')
    same = await room.states.patch("anna", session, {"a": 1}, if_match=one.etag)
    assert (one.document, same) == ({"a": 1}, one)
    assert await kinds(room, session) == ["session.state.changed"]
    with pytest.raises(PreconditionFailed) as failed:
        await room.states.patch("anna", session, {"a": 2}, if_match='"0"')
    assert failed.value.current == one.etag


@pytest.mark.parametrize("document", [{"a": "x" * 256 * 1024}, {str(number): 1 for number in range(1001)}])
async def test_a_state_has_limits_and_stays_as_it_was(
    room: SessionRoom, session: str, document: dict[str, object]
) -> None:
    with pytest.raises(TooLarge):
        await room.states.replace("anna", session, document, if_match="*")
    assert (await room.states.get("anna", session)).document == {}


async def test_a_command_is_remembered_for_a_day(room: SessionRoom, session: str, clock: SteppedClock) -> None:
    command = Command("anna/1", "k", {"content": "x"})
    first = await room.messages.append("anna", session, "x", command=command)
    again = await room.messages.append("anna", session, "x", command=command)
    assert (again.message, again.seq, again.duplicate) == (first.message, first.seq, True)
    with pytest.raises(Conflict) as conflict:
        await room.messages.append("anna", session, "y", command=Command("anna/1", "k", {"content": "y"}))
    assert conflict.value.code == "idempotency_conflict"
    assert not (await room.messages.append("anna", session, "x", command=Command("ben", "k", {}))).duplicate
    clock.step(hours=23)
    await room.sessions.touch("anna", session)
    clock.step(hours=2)
    assert not (await room.messages.append("anna", session, "x", command=command)).duplicate


async def test_a_refused_command_may_be_tried_again(room: SessionRoom, session: str) -> None:
    command = Command("anna", "k", {})
    with pytest.raises(NotFound):
        await room.messages.append("ben", session, "x", command=command)
    assert not (await room.messages.append("anna", session, "x", command=command)).duplicate


async def test_an_answer_that_a_server_left_has_failed_with_what_was_kept(
    database: Database, room: SessionRoom, session: str, clock: SteppedClock
) -> None:
    made = await room.answers.begin("anna", session, question="Where?", model="m")
    await room.answers.keep(made.message.id, "so far")
    again = await open_sessions(database, clock=clock)
    message = await again.messages.get("anna", session, made.message.id)
    assert (message.status, message.content) == ("failed", "so far")
    assert await kinds(again, session) == ["session.message.created", "ai.message.started", "ai.message.failed"]
    with pytest.raises(Conflict):
        await again.answers.complete(made.message.id, "late", usage=USAGE)


async def test_after_an_unclean_end_no_place_is_taken_for_another(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "a.db")
    room = await open_sessions(database)
    session = await room.sessions.create("anna")
    await room.messages.append("anna", session.id, "x")
    version = (await room.states.replace("anna", session.id, {"a": 1}, if_match="*")).version
    database.ended_uncleanly = True
    again = await open_sessions(database)
    now = await again.sessions.get("anna", session.id)
    assert now.epoch != session.epoch
    found = await again.log.read(session.id, Position(session.epoch, 1))
    assert isinstance(found, Reset)
    assert found.reason == "epoch_changed"
    assert (await again.states.get("anna", session.id)).version > version
    await database.close()


async def test_deleting_a_session_leaves_nothing_of_it(room: SessionRoom, session: str, database: Database) -> None:
    made = await room.messages.append("anna", session, "x")
    await room.sessions.delete("anna", session)
    with pytest.raises(NotFound):
        await room.messages.get("anna", session, made.message.id)
    left = await database.read(
        lambda c: [
            c.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("messages", "events", "streams")
        ]
    )
    assert left == [0, 0, 0]
