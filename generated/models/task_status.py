"""TaskStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

TaskStatus: TypeAlias = Literal["backlog", "in_progress", "testing", "done"]
"""The column of the board. A task may move from any to any."""
