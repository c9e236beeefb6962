"""TaskPriority"""

from __future__ import annotations

from typing import Literal, TypeAlias

TaskPriority: TypeAlias = Literal["low", "medium", "high", "urgent"]
