"""The sessions over a real database, and a fresh one for each example of a property."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from handlers.sessions.log import Retention
from handlers.sessions.open import SessionRoom, open_sessions
from handlers.storage.database import Database
from tests.handlers.conftest import SteppedClock


@asynccontextmanager
async def fresh_room(clock: SteppedClock | None = None, *, events: int = 1000) -> AsyncIterator[SessionRoom]:
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "leanvibe.db")
        try:
            yield await open_sessions(database, retention=Retention(events=events), clock=clock or SteppedClock())
        finally:
            await database.close()


@pytest.fixture
async def room(database: Database, clock: SteppedClock) -> SessionRoom:
    return await open_sessions(database, clock=clock)


@pytest.fixture
async def session(room: SessionRoom) -> str:
    """The id of a session of anna's."""
    return (await room.sessions.create("anna")).id
