"""What the services' tests share: a real database in a temporary folder, and a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.storage.database import Database


class SteppedClock:
    """Milliseconds since 1970, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_795_515_300_123

    def __call__(self) -> int:
        return self.now

    def step(self, *, seconds: float = 0, hours: float = 0) -> None:
        self.now += round((seconds + hours * 3600) * 1000)


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "leanvibe.db")
    yield database
    await database.close()
