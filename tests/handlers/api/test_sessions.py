"""Tag `sessions` through the generated server: who owns what, versions of the state, the log by cursor."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from codegen.runtime.call import Call, Principal
from generated import models
from handlers.api.sessions import SessionsHandlers
from handlers.sessions.open import SessionRoom
from tests.handlers.api.conftest import Clients

BASE = "/api/v1/sessions"
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def anna(client_of: Clients) -> httpx.AsyncClient:
    return client_of("anna")


async def begun(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post(BASE, json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{BASE}/{made['id']}"
    return made


async def test_a_session_is_begun_read_listed_and_deleted(anna: httpx.AsyncClient) -> None:
    made = await begun(anna, title="JSON bodies")
    assert (await anna.get(f"{BASE}/{made['id']}")).json() == made
    assert (made["title"], made["messageCount"], made["tailSeq"]) == ("JSON bodies", 0, 0)
    assert (await anna.get(BASE)).json() == {"items": [made]}
    assert (await anna.delete(f"{BASE}/{made['id']}")).status_code == 204
    gone = await anna.get(f"{BASE}/{made['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "session_not_found")


async def test_the_list_comes_in_pages_and_ends(anna: httpx.AsyncClient) -> None:
    made = [(await begun(anna))["id"] for _ in range(5)]
    seen, query = [], "?limit=2"
    while True:
        page = (await anna.get(BASE + query)).json()
        seen += [item["id"] for item in page["items"]]
        if "nextCursor" not in page:
            break
        query = f"?limit=2&cursor={page['nextCursor']}"
    assert seen == made


async def test_the_eleventh_session_is_refused(anna: httpx.AsyncClient) -> None:
    for _ in range(10):
        await begun(anna)
    refused = await anna.post(BASE, json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "session_limit")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("DELETE", "", None),
        ("GET", "/messages", None),
        ("POST", "/messages", {"content": "x"}),
        ("GET", "/state", None),
        ("PUT", "/state", {}),
        ("GET", "/events", None),
    ],
)
async def test_another_owners_session_is_not_there(
    client_of: Clients, method: str, path: str, body: dict[str, Any] | None
) -> None:
    theirs = await begun(client_of("anna"))
    headers = {"If-Match": "*"} if method == "PUT" else {}
    for session_id in (theirs["id"], NOBODY):
        answer = await client_of("ben").request(method, f"{BASE}/{session_id}{path}", json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "session_not_found")
    assert (await client_of("").get(BASE)).status_code == 401
    assert (await client_of("wrong").get(BASE)).status_code == 401


async def test_messages_are_added_once_a_key_and_listed(anna: httpx.AsyncClient) -> None:
    path = f"{BASE}/{(await begun(anna))['id']}/messages"
    first = await anna.post(path, json={"content": "Where?"}, headers={"Idempotency-Key": "k-1"})
    again = await anna.post(path, json={"content": "Where?"}, headers={"Idempotency-Key": "k-1"})
    other = await anna.post(path, json={"content": "There."}, headers={"Idempotency-Key": "k-1"})
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_conflict")
    system = await anna.post(path, json={"content": "Be brief.", "role": "system"})
    assert (await anna.get(path)).json() == {"items": [first.json(), system.json()]}


async def test_the_state_changes_only_for_whoever_knows_it(anna: httpx.AsyncClient) -> None:
    path = f"{BASE}/{(await begun(anna))['id']}/state"
    read = await anna.get(path)
    assert read.json() == {}
    put = await anna.put(
        path, json={"draft": "Where", "panel": {"width": 320}}, headers={"If-Match": read.headers["etag"]}
    )
    late = await anna.put(path, json={}, headers={"If-Match": read.headers["etag"]})
    assert put.status_code == 200
    assert (late.status_code, late.headers["etag"]) == (412, put.headers["etag"])
    merge = {"Content-Type": "application/merge-patch+json", "If-Match": put.headers["etag"]}
    patched = await anna.patch(path, content=b'{"draft": null, "panel": {"open": true}}', headers=merge)
    assert patched.json() == {"panel": {"width": 320, "open": True}}
    assert patched.headers["etag"] != put.headers["etag"]
    assert (await anna.get(path)).json() == patched.json()
    assert (await anna.put(path, json={}, headers={"If-Match": "*"})).json() == {}


async def test_events_are_read_by_cursor_without_gaps(anna: httpx.AsyncClient) -> None:
    made = await begun(anna)
    path = f"{BASE}/{made['id']}"
    empty = (await anna.get(f"{path}/events")).json()
    assert empty == {"items": [], "epoch": made["epoch"], "lowSeq": 1, "tailSeq": 0, "nextCursor": f"{made['epoch']}-0"}
    for number in range(5):
        await anna.post(f"{path}/messages", json={"content": str(number)})
    seqs: list[int] = []
    cursor = empty["nextCursor"]
    while len(seqs) < 5:
        page = (await anna.get(f"{path}/events", params={"cursor": cursor, "limit": 2})).json()
        seqs += [item["payload"]["metadata"]["seq"] for item in page["items"]]
        cursor = page["nextCursor"]
    assert seqs == [1, 2, 3, 4, 5]
    overruled = await anna.get(
        f"{path}/events", params={"cursor": cursor}, headers={"Last-Event-ID": f"{made['epoch']}-4"}
    )
    assert [item["payload"]["data"]["content"] for item in overruled.json()["items"]] == ["4"]


@pytest.mark.parametrize("place", ["{epoch}-7", "other-0"])
async def test_a_place_that_is_not_in_the_log_is_told(anna: httpx.AsyncClient, place: str) -> None:
    made = await begun(anna)
    cursor = place.format(epoch=made["epoch"])
    for accept in ("application/json", "text/event-stream"):
        answer = await anna.get(f"{BASE}/{made['id']}/events", params={"cursor": cursor}, headers={"Accept": accept})
        assert (answer.status_code, answer.json()["code"]) == (409, "events_expired")


async def test_a_page_waits_for_its_first_event(anna: httpx.AsyncClient) -> None:
    path = f"{BASE}/{(await begun(anna))['id']}"
    waiting = asyncio.ensure_future(anna.get(f"{path}/events", params={"waitMs": 30_000}))
    await anna.post(f"{path}/messages", json={"content": "now"})
    assert [item["payload"]["data"]["content"] for item in (await waiting).json()["items"]] == ["now"]
    assert (await anna.get(f"{path}/events", params={"waitMs": 1, "limit": 1})).json()["items"]


async def test_the_event_stream_goes_on_and_ends_with_its_session(room: SessionRoom) -> None:
    handlers = SessionsHandlers(sessions=room.sessions, messages=room.messages, states=room.states, log=room.log)
    session = await room.sessions.create("anna")
    stream = handlers.list_session_events_events(Call("", "", Principal("anna")), session_id=session.id)
    for number, content in enumerate(("first", "second"), 1):
        await room.messages.append("anna", session.id, content)
        found = await anext(stream)
        assert isinstance(found, tuple)
        assert found[0] == f"{session.epoch}-{number}"
        assert isinstance(found[1], models.SessionMessageCreated)
        assert found[1].payload.data.content == content
    await room.sessions.delete("anna", session.id)
    with pytest.raises(StopAsyncIteration):
        await anext(stream)


async def test_event_streams_and_waits_end_when_the_server_stops(room: SessionRoom) -> None:
    stopping = asyncio.Event()
    handlers = SessionsHandlers(
        sessions=room.sessions, messages=room.messages, states=room.states, log=room.log, stopping=stopping
    )
    session, call = await room.sessions.create("anna"), Call("", "", Principal("anna"))
    stream = anext(handlers.list_session_events_events(call, session_id=session.id), None)
    page = handlers.list_session_events(call, session_id=session.id, wait_ms=30_000)
    both = asyncio.gather(stream, page)
    await asyncio.sleep(0)
    stopping.set()
    assert (await both)[0] is None
