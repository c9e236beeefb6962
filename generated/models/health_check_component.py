"""HealthCheckComponent"""

from __future__ import annotations

from typing import Literal, TypeAlias

HealthCheckComponent: TypeAlias = Literal[
    "database", "graph", "vectors", "model", "embeddings", "index", "disk", "jobs"
]
