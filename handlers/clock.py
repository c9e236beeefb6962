"""The wall clock as services see it: whole milliseconds since 1970, UTC. Tests pass their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], int]

SECOND_MS = 1_000
HOUR_MS = 3_600 * SECOND_MS
DAY_MS = 24 * HOUR_MS


def now_ms() -> int:
    """Milliseconds since the epoch: what the stores keep, so that a row compares and sorts as an integer."""
    return time.time_ns() // 1_000_000


def rfc3339(milliseconds: int) -> str:
    """`2026-11-24T10:00:00.123Z`, the one form in which the server writes its own times."""
    return instant(milliseconds).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(milliseconds: int) -> datetime:
    """The same moment as an aware `datetime`, exact to the millisecond."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).replace(microsecond=milliseconds % 1000 * 1000)


def milliseconds(text: str) -> int:
    """The reverse of `rfc3339`, for any RFC 3339 text; digits beyond the milliseconds are dropped."""
    moment = datetime.fromisoformat(text)
    return int(moment.replace(microsecond=0).timestamp()) * 1000 + moment.microsecond // 1000
