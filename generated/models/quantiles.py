"""Quantiles"""

from __future__ import annotations

from codegen.runtime.model import Model


class Quantiles(Model):
    """Milliseconds."""

    p50: float
    p95: float
    p99: float
