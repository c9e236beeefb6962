"""Runs the periodic jobs of the server, each on its own interval; the list of them is in `handlers.periodic_jobs`.

Timers of one connection or one request (heartbeats, time limits) are not jobs: they end with what they belong to.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from handlers.clock import Clock, now_ms
from handlers.monitoring.health import Degraded

log = structlog.stdlib.get_logger("leanvibe.scheduler")

Wait = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Job:
    """`work` runs every `every_s` seconds, the first time after one interval, and never twice at once."""

    name: str
    every_s: float
    work: Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class JobState:
    """What is known of a job. `last_run_ms` (since 1970) and `duration_ms` are those of the last run that ended."""

    name: str
    every_s: float
    runs: int = 0
    failures: int = 0
    last_run_ms: int | None = None
    duration_ms: float = 0.0
    error: str | None = None
    """Of the last run; None where it succeeded."""


class Scheduler:
    """`run` until cancelled. A job that fails or hangs changes nothing for the others.

    `wait(seconds)` is `asyncio.sleep`, and `clock` the wall clock, except in tests.
    """

    def __init__(self, jobs: Sequence[Job], *, wait: Wait = asyncio.sleep, clock: Clock = now_ms) -> None:
        self._jobs = {job.name: job for job in jobs}
        if len(self._jobs) != len(jobs):
            raise ValueError("two periodic jobs have the same name")
        self._wait, self._clock = wait, clock
        self._states = {job.name: JobState(job.name, job.every_s) for job in jobs}
        self._locks = {job.name: asyncio.Lock() for job in jobs}

    def states(self) -> tuple[JobState, ...]:
        return tuple(self._states.values())

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for name in self._jobs:
                group.create_task(self._repeat(name), name=f"job {name}")

    async def run_now(self, name: str) -> JobState:
        """Runs one job now, after a run of it that is under way. Raises `KeyError` for an unknown name."""
        job = self._jobs[name]
        async with self._locks[name]:
            started, begun = self._clock(), time.perf_counter()
            error: str | None = None
            try:
                await job.work()
            except Exception as failure:
                error = f"{type(failure).__name__}: {failure}"[:500]
                log.exception("periodic job failed", job=name, next_run_s=job.every_s)
            state = self._states[name]
            self._states[name] = replace(
                state,
                runs=state.runs + 1,
                failures=state.failures + (error is not None),
                last_run_ms=started,
                duration_ms=(time.perf_counter() - begun) * 1000,
                error=error,
            )
        return self._states[name]

    async def check(self) -> str:
        """The health check: raises `Degraded` where the last run of a job failed."""
        failed = [f"{state.name}: {state.error}" for state in self.states() if state.error is not None]
        if failed:
            raise Degraded("; ".join(failed))
        return f"{len(self._jobs)} periodic jobs"

    async def _repeat(self, name: str) -> None:
        while True:
            await self._wait(self._jobs[name].every_s)
            await self.run_now(name)
