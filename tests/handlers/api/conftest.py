"""The generated server over real services: a client for whoever owns the key `Bearer <name>`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

import httpx
import pytest

from codegen.runtime.application import build
from codegen.runtime.call import Principal
from generated.server import plan
from handlers.api.refusals import refusal
from handlers.api.sessions import SessionsHandlers
from handlers.api.websocket import WebsocketHandlers
from handlers.security.tickets import Tickets
from handlers.sessions.open import SessionRoom, open_sessions
from handlers.storage.database import Database
from tests.handlers.conftest import SteppedClock


class Quiet:
    open = 0
    draining = False


async def by_name(scheme: str, credential: str, scopes: Sequence[str]) -> Principal | None:
    """A key is its owner's name; nobody has the empty one or `wrong`."""
    return None if credential in ("", "wrong") else Principal(credential, {"clientClass": "cli"})


@pytest.fixture
async def room(database: Database, clock: SteppedClock) -> SessionRoom:
    return await open_sessions(database, clock=clock)


Clients = Callable[[str], httpx.AsyncClient]


@pytest.fixture
async def client_of(room: SessionRoom, clock: SteppedClock) -> AsyncIterator[Clients]:
    handlers = SessionsHandlers(sessions=room.sessions, messages=room.messages, states=room.states, log=room.log)
    tags = {
        "sessions": handlers,
        "websocket": WebsocketHandlers(connections=Quiet(), tickets=Tickets(), clock=clock),
    }
    whole = plan()
    these = [operation for operation in whole.operations if operation["tag"] in tags]  # quicker than the whole
    app = build(replace(whole, operations=these, channels=()), tags, authenticate=by_name, on_error=refusal)
    opened: list[httpx.AsyncClient] = []

    def client(owner: str) -> httpx.AsyncClient:
        made = httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://127.0.0.1",
            headers={"Authorization": f"Bearer {owner}"} if owner else {},
        )
        opened.append(made)
        return made

    yield client
    for made in opened:
        await made.aclose()
