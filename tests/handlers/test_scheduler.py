"""Periodic jobs: each on its own interval, none of them ended or delayed by another."""

from __future__ import annotations

import asyncio
import heapq
import itertools

import pytest

from handlers.monitoring.health import Degraded
from handlers.scheduler import Job, Scheduler
from tests.handlers.conftest import SteppedClock


class VirtualTime:
    """`wait` returns when `advance` has moved far enough; nothing sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, asyncio.Event]] = []

    async def wait(self, seconds: float) -> None:
        reached = asyncio.Event()
        heapq.heappush(self._waiting, (self.now + seconds, next(self._order), reached))
        await reached.wait()

    async def advance(self, seconds: float) -> None:
        end = self.now + seconds
        await self._settle()
        while self._waiting and self._waiting[0][0] <= end:
            self.now, _, reached = heapq.heappop(self._waiting)
            reached.set()
            await self._settle()
        self.now = end

    @staticmethod
    async def _settle() -> None:
        for _ in range(10):
            await asyncio.sleep(0)


async def test_jobs_run_on_their_intervals() -> None:
    time, runs = VirtualTime(), list[tuple[str, float]]()

    def job(name: str, every_s: float) -> Job:
        async def work() -> None:
            runs.append((name, time.now))

        return Job(name, every_s, work)

    running = asyncio.create_task(Scheduler([job("often", 2), job("seldom", 5)], wait=time.wait).run())
    await time.advance(10)
    running.cancel()
    assert runs == [
        ("often", 2),
        ("often", 4),
        ("seldom", 5),
        ("often", 6),
        ("often", 8),
        ("seldom", 10),
        ("often", 10),
    ]


async def test_a_job_that_fails_or_hangs_changes_nothing_for_the_others() -> None:
    time, clock, runs = VirtualTime(), SteppedClock(), list[float]()
    broken = True

    async def fails() -> None:
        if broken:
            raise RuntimeError("disk full")

    async def hangs() -> None:
        await asyncio.Event().wait()

    async def works() -> None:
        runs.append(time.now)

    jobs = [Job("fails", 1, fails), Job("hangs", 1, hangs), Job("works", 1, works)]
    scheduler = Scheduler(jobs, wait=time.wait, clock=clock)
    running = asyncio.create_task(scheduler.run())
    assert await scheduler.check() == "3 periodic jobs"
    await time.advance(3)
    assert runs == [1, 2, 3]
    failed, hanging, works_state = scheduler.states()
    assert (failed.runs, failed.failures, failed.error) == (3, 3, "RuntimeError: disk full")
    assert (hanging.runs, works_state.runs, works_state.failures, works_state.error) == (0, 3, 0, None)
    assert works_state.last_run_ms == clock.now
    with pytest.raises(Degraded, match="fails: RuntimeError: disk full"):
        await scheduler.check()
    broken = False
    await time.advance(1)
    assert (scheduler.states()[0].failures, scheduler.states()[0].error) == (3, None)
    assert await scheduler.check() == "3 periodic jobs"
    running.cancel()


async def test_a_job_never_runs_twice_at_once() -> None:
    entered, release, most, inside = asyncio.Event(), asyncio.Event(), 0, 0

    async def work() -> None:
        nonlocal most, inside
        inside += 1
        most = max(most, inside)
        entered.set()
        await release.wait()
        inside -= 1

    scheduler = Scheduler([Job("slow", 1, work)])
    both = asyncio.gather(scheduler.run_now("slow"), scheduler.run_now("slow"))
    await entered.wait()
    release.set()
    await both
    assert (most, scheduler.states()[0].runs) == (1, 2)


def test_names_are_unique() -> None:
    async def work() -> None: ...

    with pytest.raises(ValueError, match="the same name"):
        Scheduler([Job("a", 1, work), Job("a", 2, work)])
