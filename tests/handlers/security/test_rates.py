"""The token bucket of a key: its size, its waits, its memory."""

from __future__ import annotations

import asyncio

import pytest

from codegen.runtime.call import ApiError, Principal
from handlers.api.admission import Admission
from handlers.errors import TooMany
from handlers.security.rates import RATES, RateLimiter


class Ticking:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def passed(limiter: RateLimiter, client_class: str, times: int) -> int:
    count = 0
    for _ in range(times):
        try:
            limiter.take("key", client_class)
        except TooMany:
            continue
        count += 1
    return count


@pytest.mark.parametrize(("client_class", "rate"), RATES.items())
def test_twice_the_rate_at_once_and_then_the_rate(client_class: str, rate: float) -> None:
    clock = Ticking()
    limiter = RateLimiter(clock=clock)
    assert passed(limiter, client_class, 200) == 2 * rate
    clock.now += 1
    assert passed(limiter, client_class, 200) == rate


def test_the_wait_that_is_named_is_enough() -> None:
    clock = Ticking()
    limiter = RateLimiter({"cli": 3}, clock)
    assert passed(limiter, "cli", 6) == 6
    with pytest.raises(TooMany) as refused:
        limiter.take("key", "cli")
    assert refused.value.retry_after_ms is not None
    clock.now += refused.value.retry_after_ms / 1000
    limiter.take("key", "cli")


def test_a_rate_below_one_per_second_lets_one_pass() -> None:
    clock = Ticking()
    limiter = RateLimiter({"cli": 0.1}, clock)
    assert passed(limiter, "cli", 5) == 1
    clock.now += 10
    assert passed(limiter, "cli", 5) == 1


def test_idle_buckets_are_forgotten_and_spent_ones_are_not() -> None:
    clock = Ticking()
    limiter = RateLimiter({"cli": 0.1}, clock)
    limiter.take("key", "cli")
    clock.now += 5
    limiter.forget_idle()
    assert passed(limiter, "cli", 1) == 0  # five seconds of ten
    clock.now += 5
    limiter.forget_idle()
    assert passed(limiter, "cli", 2) == 1


def test_requests_and_commands_spend_one_budget_and_public_ones_none() -> None:
    rates, stopping = RateLimiter({"ios": 5}, Ticking()), asyncio.Event()
    admit = Admission(rates, stopping=stopping)
    anna = Principal("anna", {"clientClass": "ios"})
    for _ in range(5):
        admit("listProjects", anna)
        rates.take("anna", "ios")  # a command on the socket
    with pytest.raises(ApiError) as refused:
        admit("listProjects", anna)
    error = refused.value
    assert (error.status, error.code, error.headers) == (429, "rate_limited", {"Retry-After": "1"})
    assert "5 requests and commands per second" in error.detail
    admit("listProjects", Principal("bert", {"clientClass": "ios"}))
    for _ in range(100):
        admit("getHealth", None)


def test_a_server_that_stops_answers_what_is_public() -> None:
    stopping = asyncio.Event()
    admit = Admission(RateLimiter(), stopping=stopping)
    stopping.set()
    admit("getHealth", None)
    with pytest.raises(ApiError) as refused:
        admit("listProjects", Principal("anna", {"clientClass": "cli"}))
    error = refused.value
    assert (error.status, error.code, error.headers) == (503, "draining", {"Retry-After": "1"})
