"""ProbeResultStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

ProbeResultStatus: TypeAlias = Literal["passed", "failed", "skipped"]
