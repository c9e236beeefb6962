"""AnalysisFocus"""

from __future__ import annotations

from typing import Literal, TypeAlias

AnalysisFocus: TypeAlias = Literal["complexity", "unused", "cycles", "dependencies"]
"""One kind of fact."""
