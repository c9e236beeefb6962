"""How many requests and commands a key may send per second: one token bucket per key, sized by the key's class."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.errors import TooMany

RATES: Mapping[str, float] = {"ios": 5, "web": 10, "cli": 20}
BURST = 2  # times the rate
_CROWD = 1024  # clients known before idle ones are forgotten


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimiter:
    """`take` one token per request or command; it raises `TooMany` with the wait. Lives in one thread."""

    def __init__(self, rates: Mapping[str, float] = RATES, clock: Callable[[], float] = time.monotonic) -> None:
        """`rates`: requests and commands per second by client class."""
        self._rates = rates
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def rate(self, client_class: str) -> float:
        """Requests and commands per second of a class."""
        return self._rates[client_class]

    def take(self, client: str, client_class: str) -> None:
        """Spends one token of `client`. The class is the key's claim, never what a request says of itself."""
        rate = self._rates[client_class]
        now = self._clock()
        bucket = self._buckets.get((client, client_class))
        if bucket is None:
            if len(self._buckets) >= _CROWD:
                self.forget_idle()
            bucket = self._buckets[client, client_class] = _Bucket(_burst(rate), now)
        # A clock that stands still or steps back gives nothing and takes nothing.
        bucket.tokens = min(_burst(rate), bucket.tokens + max(0.0, now - bucket.at) * rate)
        bucket.at = now
        if bucket.tokens < 1:
            wait_ms = math.ceil((1 - bucket.tokens) / rate * 1000)
            raise TooMany(
                f"keys of class {client_class} may send {rate:g} requests and commands per second",
                retry_after_ms=wait_ms,
            )
        bucket.tokens -= 1

    def forget_idle(self) -> None:
        """Drops the buckets that have filled up again: they are as good as none."""
        now = self._clock()
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if not self._is_full(key, bucket, now)}

    def _is_full(self, key: tuple[str, str], bucket: _Bucket, now: float) -> bool:
        rate = self._rates[key[1]]
        return bucket.tokens + (now - bucket.at) * rate >= _burst(rate)


def _burst(rate: float) -> float:
    """How many may come at once. A rate below one per second still lets one pass."""
    return max(1.0, rate * BURST)
