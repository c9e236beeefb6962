"""How fast the server answers: quantiles of the last minutes, and histograms for Prometheus."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram

from handlers.monitoring.quantiles import Distribution, Quantiles

WINDOW_S = 300.0
_SLICE_S = 10.0
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 10.0)


@dataclass(frozen=True, slots=True)
class OperationFigures:
    """One operation within the window; `errors` are answers of 500 and above."""

    operation_id: str
    count: int
    errors: int
    latency_ms: Quantiles


@dataclass(frozen=True, slots=True)
class ModelFigures:
    """The language model within the window; `tokens_per_second` is the mean over its answers."""

    model: str
    answers: int
    first_token_ms: Quantiles
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything within the window, which is shorter than `WINDOW_S` soon after the start."""

    window_s: float
    requests_per_second: float
    error_rate: float
    latency_ms: Quantiles
    operations: tuple[OperationFigures, ...]
    model: ModelFigures | None


class _Window:
    """Slices of `_SLICE_S` of what was measured; those that have left the window are dropped, so memory is bounded."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._slices: deque[tuple[float, Distribution]] = deque()

    def now(self) -> Distribution:
        """The slice to add to."""
        at = self._clock()
        if not self._slices or at - self._slices[-1][0] >= _SLICE_S:
            self._drop_old(at)
            self._slices.append((at, Distribution()))
        return self._slices[-1][1]

    def whole(self) -> Distribution:
        """Everything that the window holds."""
        self._drop_old(self._clock())
        total = Distribution()
        for _, part in self._slices:
            total.merge(part)
        return total

    def _drop_old(self, at: float) -> None:
        while self._slices and at - self._slices[0][0] >= WINDOW_S:
            self._slices.popleft()


class Performance:
    """Told of every request and every answer. Lives in one event loop; labels hold operation ids and nothing else."""

    def __init__(self, registry: CollectorRegistry, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._requests: dict[str, _Window] = {}
        self._first_tokens = _Window(clock)
        self._rates = _Window(clock)
        self._model = ""
        self._duration = Histogram(
            "leanvibe_request_duration_seconds", "Time to answer.", ["operation"], registry=registry, buckets=_BUCKETS
        )
        self._count = Counter("leanvibe_requests", "Answers.", ["operation", "status"], registry=registry)
        self._violations = Counter(
            "leanvibe_contract_violations", "Answers and messages that broke the contract and did not leave.",
            ["operation"], registry=registry,
        )  # fmt: skip
        self._first_token = Histogram(
            "leanvibe_first_token_seconds", "Time to an answer's first token.", registry=registry, buckets=_BUCKETS
        )
        self._tokens = Counter("leanvibe_generated_tokens", "Tokens that the model wrote.", registry=registry)

    def request(self, operation_id: str, status: int, seconds: float) -> None:
        """One answered request."""
        self._duration.labels(operation_id).observe(seconds)
        self._count.labels(operation_id, f"{status // 100}xx").inc()
        window = self._requests.get(operation_id)
        if window is None:
            window = self._requests[operation_id] = _Window(self._clock)
        window.now().add(seconds * 1000, failed=status >= 500)

    def violation(self, operation_id: str) -> None:
        """One answer of an operation, or one message of a channel, that was stopped: it broke the contract."""
        self._violations.labels(operation_id).inc()

    def answer(self, model: str, *, first_token_s: float, tokens: int, seconds: float) -> None:
        """One answer of the language model: `tokens` written in `seconds`."""
        self._model = model
        self._first_token.observe(first_token_s)
        self._tokens.inc(tokens)
        self._first_tokens.now().add(first_token_s * 1000)
        self._rates.now().add(tokens / seconds if seconds > 0 else 0.0)

    def figures(self) -> Figures:
        """The window that ends now."""
        window = max(min(WINDOW_S, self._clock() - self._started), 0.001)
        operations = {name: requests.whole() for name, requests in sorted(self._requests.items())}
        total = Distribution()
        for one in operations.values():
            total.merge(one)
        answers = self._first_tokens.whole()
        return Figures(
            window_s=window,
            requests_per_second=total.count / window,
            error_rate=total.failed / total.count if total.count else 0.0,
            latency_ms=total.quantiles(),
            operations=tuple(
                OperationFigures(name, one.count, one.failed, one.quantiles())
                for name, one in operations.items()
                if one.count
            ),
            model=ModelFigures(self._model, answers.count, answers.quantiles(), self._rates.whole().mean)
            if answers.count
            else None,
        )
