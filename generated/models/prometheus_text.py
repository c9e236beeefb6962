"""PrometheusText"""

from __future__ import annotations

from typing import TypeAlias

PrometheusText: TypeAlias = str
"""Prometheus' text exposition format, version 0.0.4."""
