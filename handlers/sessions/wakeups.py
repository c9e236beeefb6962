"""Who waits for which stream. It carries no data: those who wake read the log."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Wakeups:
    """Lives in one event loop; the memory is that of the waiting readers."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}

    def wake(self, stream: str) -> None:
        """Sets the event of every watcher of the stream."""
        for event in self._waiting.get(stream, ()):
            event.set()

    @contextmanager
    def watch(self, *streams: str) -> Iterator[asyncio.Event]:
        """One event for all of the streams, known to `wake` for as long as the block runs."""
        event = asyncio.Event()
        for stream in streams:
            self._waiting.setdefault(stream, set()).add(event)
        try:
            yield event
        finally:
            for stream in set(streams):
                watchers = self._waiting[stream]
                watchers.discard(event)
                if not watchers:
                    del self._waiting[stream]
