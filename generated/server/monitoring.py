"""monitoring: what its handlers implement."""

from __future__ import annotations

from typing import Protocol

from generated.models import CompleteHealth, Health, PerformanceMetrics, ProbeReport, PrometheusText

from codegen.runtime.call import Call
from codegen.runtime.endpoint import OperationTypes


class MonitoringHandlers(Protocol):
    async def get_health(self, call: Call) -> Health:
        """Liveness

        The process answers. Public; for everything else see `getCompleteHealth`.
        """
        ...

    async def get_complete_health(self, call: Call) -> CompleteHealth:
        """State of every engine and store

        Asks each part. The answer is 200 whatever they say; `status` is that of the worst.
        """
        ...

    async def get_performance_metrics(self, call: Call) -> PerformanceMetrics:
        """Figures of the last minutes

        Latency, throughput and errors by operation, the process and the model.
        """
        ...

    async def get_synthetic_probes(self, call: Call) -> ProbeReport:
        """Results of the last probes

        What the last run found; `never_run` before the first.
        """
        ...

    async def run_synthetic_probes(self, call: Call) -> ProbeReport:
        """Run the probes now

        Does what a client would do, one after the other, and answers when all are done. One run at a time: a second
        is 409 `probes_running`.
        """
        ...

    async def get_metrics(self, call: Call) -> PrometheusText:
        """Metrics for Prometheus

        Prometheus' text format; no names of files or people are in it. Public.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "getHealth": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": Health,
        },
    ),
    "getCompleteHealth": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": CompleteHealth,
        },
    ),
    "getPerformanceMetrics": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": PerformanceMetrics,
        },
    ),
    "getSyntheticProbes": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": ProbeReport,
        },
    ),
    "runSyntheticProbes": OperationTypes(
        parameters={},
        body={},
        results={
            "200 application/json": ProbeReport,
        },
    ),
    "getMetrics": OperationTypes(
        parameters={},
        body={},
        results={
            "200 text/plain": PrometheusText,
        },
    ),
}
