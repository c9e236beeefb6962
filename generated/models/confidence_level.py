"""ConfidenceLevel"""

from __future__ import annotations

from typing import Literal, TypeAlias

ConfidenceLevel: TypeAlias = Literal["low", "medium", "high"]
"""Only of a calibrated score: `low` below 0.4, `high` from 0.75."""
