"""Quantiles in bounded memory: values fall into buckets that grow by 4 % each, so a quantile is at most 4 % too high.

The idea of HdrHistogram and of DDSketch (Masson, Rim and Lee, VLDB 2019), in the little that is needed here.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

_GROWTH = 1.04
_LEAST = 0.001  # what is smaller falls into the first bucket


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The 50th, 95th and 99th percentile, by nearest rank; zeros where nothing was measured."""

    p50: float
    p95: float
    p99: float


class Distribution:
    """Values of at least 0, and how many of them were failures."""

    __slots__ = ("_buckets", "_highest", "_sum", "count", "failed")

    def __init__(self) -> None:
        self.count = 0
        self.failed = 0
        self._sum = 0.0
        self._highest = 0.0
        self._buckets: Counter[int] = Counter()

    @property
    def mean(self) -> float:
        return self._sum / self.count if self.count else 0.0

    def add(self, value: float, *, failed: bool = False) -> None:
        self.count += 1
        self.failed += failed
        self._sum += value
        self._highest = max(self._highest, value)
        self._buckets[_bucket(value)] += 1

    def merge(self, other: Distribution) -> None:
        """Adds all that the other holds."""
        self.count += other.count
        self.failed += other.failed
        self._sum += other._sum
        self._highest = max(self._highest, other._highest)
        self._buckets.update(other._buckets)

    def quantiles(self) -> Quantiles:
        return Quantiles(self.quantile(0.5), self.quantile(0.95), self.quantile(0.99))

    def quantile(self, share: float) -> float:
        """The upper bound of the bucket of the value that `share` of all do not exceed; at most the highest value."""
        rank = math.ceil(share * self.count)
        for bucket in sorted(self._buckets):
            rank -= self._buckets[bucket]
            if rank <= 0:
                return min(_LEAST * _GROWTH**bucket, self._highest)
        return 0.0


def _bucket(value: float) -> int:
    return max(0, math.ceil(math.log(value / _LEAST, _GROWTH))) if value > _LEAST else 0
