"""IndexState"""

from __future__ import annotations

from typing import Literal, TypeAlias

IndexState: TypeAlias = Literal["missing", "indexing", "ready", "failed"]
"""`missing`: never indexed. `failed`: the last job failed; what an earlier one indexed still answers."""
