"""A logging filter: what any program on the network can cause is logged once per second, with a count."""

from __future__ import annotations

import copy
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass

KIND = "repeats"
"""The member of a structlog event whose value says which events are repetitions of each other."""

_FOREIGN = ("uvicorn.error", "leanvibe.connections", "asyncio", "websockets")
"""Loggers whose records are repetitions of each other where their message is the same before formatting."""

_WINDOW_S = 1.0


@dataclass(slots=True)
class _Window:
    last: logging.LogRecord
    more: int = 0


class OncePerSecond(logging.Filter):
    """Passes the first record of a kind; those of the next second are counted, and the last one of them is logged then.

    Add it to a handler. It may be called by several threads.
    """

    def __init__(self, handler: logging.Handler) -> None:
        super().__init__()
        self._handler = handler
        self._windows: dict[tuple[str, str], _Window] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        kind = _kind(record)
        if kind is None:
            return True
        with self._lock:
            window = self._windows.get(kind)
            if window is not None:
                window.more += 1
                window.last = record
                return False
            self._windows[kind] = _Window(record)
            if self._timer is None:
                self._start()
        return True

    def _start(self) -> None:
        self._timer = threading.Timer(_WINDOW_S, self.flush)
        self._timer.daemon = True  # the process may end without the last count
        self._timer.start()

    def flush(self) -> None:
        """Logs what was counted; kinds that nothing repeated are forgotten."""
        with self._lock:
            self._timer = None
            counted = {kind: window for kind, window in self._windows.items() if window.more}
            self._windows = {kind: _Window(window.last) for kind, window in counted.items()}
            if counted:
                self._start()
        for window in counted.values():
            self._handler.acquire()
            try:
                self._handler.emit(_with_count(window.last, window.more))
            finally:
                self._handler.release()


def _kind(record: logging.LogRecord) -> tuple[str, str] | None:
    event: object = record.msg
    if isinstance(event, Mapping):
        repeats = event.get(KIND)
        return None if repeats is None else (record.name, f"{event.get('event')} {repeats}")
    return (record.name, str(event)) if record.name.startswith(_FOREIGN) else None


def _with_count(record: logging.LogRecord, count: int) -> logging.LogRecord:
    counted = copy.copy(record)
    if isinstance(record.msg, dict):
        counted.msg = {**record.msg, "count": count}
    else:
        counted.msg, counted.args = f"{record.getMessage()} ({count} times in a second)", ()
    return counted
