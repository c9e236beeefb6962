"""How a run reports its progress, is stopped, and does blocking work in threads."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
Phase = Literal["scanning", "parsing", "linking", "embedding"]
Progress = Callable[[Phase, int, int], None]
"""Called with (phase, done, total) on the event loop: files while parsing and linking, chunks while embedding."""


class Cancel(Protocol):
    """`asyncio.Event` and `threading.Event` both are one; it is looked at from several threads."""

    def is_set(self) -> bool: ...


class IndexCancelledError(Exception):
    """The run was stopped on request; what it had finished is kept."""


@dataclass(slots=True)
class Control:
    """One for each run; make it on the event loop."""

    progress: Progress = lambda phase, done, total: None
    cancel: Cancel = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    """Set when the task is cancelled, because a thread goes on until it looks."""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    def check(self) -> None:
        """Raise IndexCancelledError when the run has to stop."""
        if self._stop.is_set() or self.cancel.is_set():
            raise IndexCancelledError

    def report(self, phase: Phase, done: int, total: int) -> None:
        """Report progress from a thread."""
        self._loop.call_soon_threadsafe(self.progress, phase, done, total)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run blocking `work`; a cancelled task waits for its thread, which has the connection until it ends."""
        self.check()
        running = asyncio.ensure_future(asyncio.to_thread(work))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            self._stop.set()
            await asyncio.wait({running})
            running.exception()  # looked at, so that the loop doesn't log it as forgotten
            raise


def describe(error: BaseException) -> str:
    """An exception as one line, to be shown as the reason why a file failed."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300].removesuffix(":")
