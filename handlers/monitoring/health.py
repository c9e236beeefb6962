"""Health: every part of the server is asked how it is, all at once, and none may keep the others waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

HealthStatus = Literal["healthy", "degraded", "unhealthy"]

_ORDER: tuple[HealthStatus, ...] = ("healthy", "degraded", "unhealthy")


class Degraded(Exception):
    """A check raises it for what the server can do without for now: the model is still loading, say."""


Check = Callable[[], Awaitable[str]]
"""Returns what it found (name and version), raises `Degraded`, or anything else for what does not work."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One part's answer; `detail` is fit for a person."""

    component: str
    status: HealthStatus
    latency_ms: float
    detail: str


@dataclass(frozen=True, slots=True)
class HealthReport:
    """All answers; `status` is that of the worst."""

    status: HealthStatus
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class _Registered:
    component: str
    check: Check
    timeout_s: float
    essential: bool


class HealthChecks:
    """The parts by name, in the order of their registration."""

    def __init__(self) -> None:
        self._checks: dict[str, _Registered] = {}

    def register(self, component: str, check: Check, *, timeout_s: float = 2, essential: bool = True) -> None:
        """A part that is not `essential` is at worst degraded. Raises `ValueError` for a name that is taken."""
        if component in self._checks:
            raise ValueError(f"the check {component} is registered already")
        self._checks[component] = _Registered(component, check, timeout_s, essential)

    async def run(self) -> HealthReport:
        """Asks all parts at the same time; takes no longer than the longest time limit."""
        results = await asyncio.gather(*(_ask(check) for check in self._checks.values()))
        worst = max((result.status for result in results), key=_ORDER.index, default=_ORDER[0])
        return HealthReport(worst, tuple(results))


async def _ask(registered: _Registered) -> CheckResult:
    broken: HealthStatus = "unhealthy" if registered.essential else "degraded"
    status: HealthStatus = "healthy"
    started = time.perf_counter()
    try:
        async with asyncio.timeout(registered.timeout_s):
            detail = await registered.check()
    except Degraded as reason:
        status, detail = "degraded", str(reason)
    except TimeoutError:
        status, detail = broken, f"no answer within {registered.timeout_s:g} s"
    except Exception as error:  # noqa: BLE001 - whatever a part raises is its answer
        status, detail = broken, f"{type(error).__name__}: {error}"
    return CheckResult(registered.component, status, (time.perf_counter() - started) * 1000, detail[:2000])
