"""The generated server over real services: a client for whoever owns the key `Bearer <name>`."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import httpx
import pytest

from codegen.runtime.call import Principal
from generated.server import create_app
from handlers.api.refusals import api_error
from handlers.api.sessions import SessionsHandlers
from handlers.api.websocket import WebsocketHandlers
from handlers.errors import ServiceError
from handlers.security.tickets import Tickets
from handlers.sessions.open import SessionRoom, open_sessions
from handlers.storage.database import Database
from tests.handlers.conftest import SteppedClock


class Translated:
    """Handlers whose refusals are the contract's errors, as the application has them."""

    def __init__(self, handlers: object) -> None:
        self._handlers = handlers

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._handlers, name)

        async def called(*args: object, **values: object) -> object:
            try:
                return await method(*args, **values)
            except ServiceError as error:
                raise api_error(error) from error

        async def streamed(*args: object, **values: object) -> AsyncIterator[object]:
            try:
                async for event in method(*args, **values):
                    yield event
            except ServiceError as error:
                raise api_error(error) from error

        return streamed if inspect.isasyncgenfunction(method) else called


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
    app = create_app(
        sessions_handlers=Translated(handlers),
        websocket_handlers=WebsocketHandlers(connections=Quiet(), tickets=Tickets(), clock=clock),
        authenticate=by_name,
    )
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
