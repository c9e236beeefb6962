"""What waits for a client must not hold up a server that stops."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def unless(stopping: asyncio.Event, work: Awaitable[T]) -> T | None:
    """What `work` gives; None, and `work` is cancelled, when the server stops first."""
    task, stop = asyncio.ensure_future(work), asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        stop.cancel()
        # Waited for, because a generator that still runs cannot be closed.
        await asyncio.wait({task, stop})
