"""Synthetic probes: what a client would do, done by the server itself, one after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict

Probe = Callable[[], Awaitable[None]]
"""Returns when all went well, raises `Skipped`, or anything else for what did not."""


class Skipped(Exception):
    """A probe raises it for what cannot be tried now: there is no project to search, say."""


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """One probe; `detail` says why it failed or was skipped."""

    name: str
    status: Literal["passed", "failed", "skipped"]
    duration_ms: float
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """One run of all probes; times are milliseconds since 1970, None before the first run."""

    status: Literal["passed", "failed", "never_run"] = "never_run"
    started_at: int | None = None
    finished_at: int | None = None
    probes: tuple[ProbeResult, ...] = ()


class Probes:
    """Probes by name, run in the order of their registration; the last report is kept."""

    def __init__(self, *, clock: Clock = now_ms) -> None:
        self._clock = clock
        self._probes: dict[str, tuple[Probe, float]] = {}
        self._running = False
        self._last = ProbeReport()

    @property
    def last(self) -> ProbeReport:
        return self._last

    def register(self, name: str, probe: Probe, *, timeout_s: float = 10) -> None:
        """Raises `ValueError` for a name that is taken."""
        if name in self._probes:
            raise ValueError(f"the probe {name} is registered already")
        self._probes[name] = (probe, timeout_s)

    async def run(self) -> ProbeReport:
        """Runs all of them. Raises `Conflict` (`probes_running`) while another run is under way."""
        if self._running:
            raise Conflict("the probes are running already", code="probes_running")
        self._running = True
        try:
            started = self._clock()
            results = [await _try(name, probe, timeout_s) for name, (probe, timeout_s) in self._probes.items()]
            failed = any(result.status == "failed" for result in results)
            self._last = ProbeReport("failed" if failed else "passed", started, self._clock(), tuple(results))
            return self._last
        finally:
            self._running = False


async def _try(name: str, probe: Probe, timeout_s: float) -> ProbeResult:
    started = time.perf_counter()
    status: Literal["passed", "failed", "skipped"] = "passed"
    detail: str | None = None
    try:
        async with asyncio.timeout(timeout_s):
            await probe()
    except Skipped as reason:
        status, detail = "skipped", str(reason)
    except TimeoutError:
        status, detail = "failed", f"not done within {timeout_s:g} s"
    except Exception as error:  # noqa: BLE001 - whatever a probe raises is its finding
        status, detail = "failed", f"{type(error).__name__}: {error}"[:2000]
    return ProbeResult(name, status, (time.perf_counter() - started) * 1000, detail)
