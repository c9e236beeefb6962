"""HealthStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

HealthStatus: TypeAlias = Literal["healthy", "degraded", "unhealthy"]
"""`degraded`: something is missing that the server can do without for now."""
