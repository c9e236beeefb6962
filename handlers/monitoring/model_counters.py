"""The language model's own counters for Prometheus: what it evaluated, wrote and stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from handlers.llm.engine import EngineStats

_COUNTERS = {
    "requests": "Requests that the model has begun.",
    "cancelled": "Requests that were stopped before their end, as no client waited for them.",
    "prompt_tokens": "Tokens of prompts.",
    "cached_prompt_tokens": "Tokens of prompts that were known from an earlier request.",
    "prefill_steps": "Steps that evaluated a chunk of one or more prompts.",
    "generated_tokens": "Tokens that the model wrote, for answers of every kind.",
}


class ModelCounters(Collector):
    """Reads the counters when the metrics are read; register it once."""

    def __init__(self, stats: Callable[[], EngineStats]) -> None:
        self._stats = stats

    def collect(self) -> Iterator[Metric]:
        stats = self._stats()
        for name, help_text in _COUNTERS.items():
            yield CounterMetricFamily(f"leanvibe_model_{name}", help_text, value=getattr(stats, name))
        yield GaugeMetricFamily("leanvibe_model_running", "Requests that the model works on.", value=stats.running)
