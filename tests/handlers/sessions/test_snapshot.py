"""For every prefix of a session's log: the snapshot after it, folded over the rest, is the session as it stands."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.sessions.log import Batch, Position
from handlers.sessions.open import SessionRoom
from handlers.sessions.patch import difference, merge, without_nulls
from handlers.sessions.snapshot import fold
from tests.handlers.sessions.conftest import fresh_room

scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner)
)
documents = st.dictionaries(st.sampled_from("abcd"), values, max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.text(max_size=5)),
        st.tuples(st.just("replace"), documents),
        st.tuples(st.just("patch"), documents),
        st.tuples(st.just("answer"), st.sampled_from(["stop", "cancelled", "failed", "streaming"])),
    ),
    max_size=8,
)
USAGE = {"promptTokens": 1, "completionTokens": 1, "totalTokens": 2}
PROBLEM = {"type": "about:blank", "title": "x", "status": 503, "code": "model_busy", "requestId": "r"}


async def take(room: SessionRoom, session: str, step: tuple[str, Any]) -> None:
    kind, value = step
    match kind:
        case "say":
            await room.messages.append("anna", session, value)
        case "replace":
            await room.states.replace("anna", session, value, if_match="*")
        case "patch":
            await room.states.patch("anna", session, value, if_match="*")
        case _:
            made = await room.answers.begin("anna", session, question="?", model="m")
            if value == "failed":
                await room.answers.fail(made.message.id, "so", PROBLEM)
            elif value != "streaming":
                await room.answers.complete(made.message.id, "so far", usage=USAGE, finish=value)


@settings(max_examples=25)
@given(taken=steps)
def test_a_snapshot_and_what_follows_is_the_session(taken: list[tuple[str, Any]]) -> None:
    async def run() -> None:
        async with fresh_room() as room:
            session = (await room.sessions.create("anna")).id
            snapshots = [await room.sessions.snapshot("anna", session)]
            for step in taken:
                await take(room, session, step)
                snapshots.append(await room.sessions.snapshot("anna", session))
            for before in snapshots:
                found = await room.log.read(session, Position(before.epoch, before.as_of_seq))
                assert isinstance(found, Batch)
                assert fold(before, found.events) == snapshots[-1]

    asyncio.run(run())


@given(old=documents, new=documents)
def test_a_difference_leads_from_one_document_to_the_other(old: Any, new: Any) -> None:
    old, new = without_nulls(old), without_nulls(new)
    patch = difference(old, new)
    assert merge(old, patch) == new
    assert (patch == {}) == (difference(new, old) == {})


@given(document=documents, patch=values)
def test_merging_twice_is_merging_once(document: Any, patch: Any) -> None:
    assert merge(merge(document, patch), patch) == merge(document, patch)


def test_the_examples_of_the_specification() -> None:
    """RFC 7396, appendix A."""
    table: list[tuple[Any, Any, Any]] = [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ]
    for target, patch, result in table:
        assert merge(target, patch) == result
