"""Tag `monitoring`: the server's own state."""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, generate_latest

from codegen.runtime.call import Call
from codegen.runtime.disconnect import cancel_on_disconnect
from codegen.runtime.model import MISSING, DateTime
from generated import models
from handlers.clock import Clock, instant, now_ms
from handlers.monitoring.health import HealthChecks
from handlers.monitoring.performance import Performance
from handlers.monitoring.probes import ProbeReport, Probes
from handlers.monitoring.process import process_usage
from handlers.monitoring.quantiles import Quantiles
from handlers.scheduler import JobState, Scheduler

VERSION = importlib.metadata.version("leanvibe")


class MonitoringHandlers:
    """`sockets` says how many WebSockets are open."""

    def __init__(
        self,
        checks: HealthChecks,
        performance: Performance,
        probes: Probes,
        registry: CollectorRegistry,
        *,
        sockets: Callable[[], int],
        scheduler: Scheduler,
        clock: Clock = now_ms,
    ) -> None:
        self._checks, self._performance, self._probes, self._registry = checks, performance, probes, registry
        self._sockets, self._scheduler = sockets, scheduler
        self._started_at, self._started = clock(), time.monotonic()

    async def get_health(self, call: Call) -> models.Health:
        return models.Health(version=VERSION, uptime_seconds=time.monotonic() - self._started)

    async def get_complete_health(self, call: Call) -> models.CompleteHealth:
        report = await self._checks.run()
        checks = [
            models.HealthCheck(
                component=found.component, status=found.status, latency_ms=found.latency_ms, detail=found.detail
            )
            for found in report.checks
        ]
        started = DateTime.of(instant(self._started_at))
        jobs = [_job(state) for state in self._scheduler.states()]
        return models.CompleteHealth(
            status=report.status, version=VERSION, started_at=started, checks=checks, jobs=jobs
        )

    async def get_performance_metrics(self, call: Call) -> models.PerformanceMetrics:
        figures, process = self._performance.figures(), process_usage()
        model = figures.model
        return models.PerformanceMetrics(
            window_seconds=figures.window_s,
            requests_per_second=figures.requests_per_second,
            error_rate=figures.error_rate,
            latency_ms=_quantiles(figures.latency_ms),
            operations=[
                models.OperationMetrics(
                    operation_id=one.operation_id,
                    count=one.count,
                    errors=one.errors,
                    latency_ms=_quantiles(one.latency_ms),
                )
                for one in figures.operations
            ],
            process=models.ProcessMetrics(
                resident_bytes=process.resident_bytes, cpu_seconds=process.cpu_seconds, open_sockets=self._sockets()
            ),
            model=MISSING
            if model is None
            else models.ModelMetrics(
                model=model.model,
                answers=model.answers,
                first_token_ms=_quantiles(model.first_token_ms),
                tokens_per_second=model.tokens_per_second,
            ),
        )

    async def get_synthetic_probes(self, call: Call) -> models.ProbeReport:
        return _report(self._probes.last)

    @cancel_on_disconnect
    async def run_synthetic_probes(self, call: Call) -> models.ProbeReport:
        return _report(await self._probes.run())

    async def get_metrics(self, call: Call) -> models.PrometheusText:
        return generate_latest(self._registry).decode()


def _job(state: JobState) -> models.PeriodicJob:
    return models.PeriodicJob(
        name=state.name,
        every_seconds=state.every_s,
        runs=state.runs,
        failures=state.failures,
        last_run_at=MISSING if state.last_run_ms is None else DateTime.of(instant(state.last_run_ms)),
        last_duration_ms=MISSING if state.last_run_ms is None else state.duration_ms,
        last_error=MISSING if state.error is None else state.error,
    )


def _quantiles(found: Quantiles) -> models.Quantiles:
    return models.Quantiles(p50=found.p50, p95=found.p95, p99=found.p99)


def _report(found: ProbeReport) -> models.ProbeReport:
    return models.ProbeReport(
        status=found.status,
        started_at=MISSING if found.started_at is None else DateTime.of(instant(found.started_at)),
        finished_at=MISSING if found.finished_at is None else DateTime.of(instant(found.finished_at)),
        probes=[
            models.ProbeResult(
                name=one.name,
                status=one.status,
                duration_ms=one.duration_ms,
                detail=MISSING if one.detail is None else one.detail,
            )
            for one in found.probes
        ],
    )
