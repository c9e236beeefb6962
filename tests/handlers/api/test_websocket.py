"""Tag `websocket`: the public state, and tickets for whoever shows a key."""

from __future__ import annotations

from handlers.clock import rfc3339
from tests.handlers.api.conftest import Clients
from tests.handlers.conftest import SteppedClock


async def test_anybody_sees_the_state(client_of: Clients) -> None:
    answer = await client_of("").get("/api/v1/websocket/health")
    assert answer.json() == {"status": "ok", "protocol": "leanvibe.v1", "connections": 0}


async def test_a_ticket_is_for_whoever_shows_a_key(client_of: Clients, clock: SteppedClock) -> None:
    refused = await client_of("").post("/api/v1/websocket/ticket")
    assert refused.status_code == 401
    first, second = [await client_of("anna").post("/api/v1/websocket/ticket") for _ in range(2)]
    assert first.status_code == 201
    assert first.json()["ticket"] != second.json()["ticket"]
    assert first.json()["expiresAt"].startswith(rfc3339(clock() + 30_000)[:19])
