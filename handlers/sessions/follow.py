"""Follow a stream of any `EventLog` from a place on: what is there, and then what comes, by one path."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from handlers.sessions.log import Batch, EventLog, Position, Reset


async def follow(
    log: EventLog, stream: str, after: Position | None, *, limit: int = 100
) -> AsyncGenerator[Batch | Reset]:
    """First one `Batch` (perhaps empty) or `Reset` at once, then a `Batch` with events each time there are new ones.

    A `Reset` ends it: whoever follows goes on from a snapshot, with another call.
    """
    with log.watch(stream) as changed:
        first = True
        while True:
            changed.clear()
            found = await log.read(stream, after, limit=limit)
            if isinstance(found, Reset):
                yield found
                return
            if found.events or first:
                first = False
                yield found
            if found.events:
                after = Position(found.extent.epoch, found.events[-1].seq)
            else:
                # An empty first read fixes the place: what was the tail then, whatever is trimmed meanwhile.
                after = after or Position(found.extent.epoch, found.extent.tail)
                await changed.wait()
