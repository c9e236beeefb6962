"""IndexJobPhase"""

from __future__ import annotations

from typing import Literal, TypeAlias

IndexJobPhase: TypeAlias = Literal["scanning", "parsing", "linking", "embedding", "finished"]
"""What the job is doing, in this order."""
