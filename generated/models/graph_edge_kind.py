"""GraphEdgeKind"""

from __future__ import annotations

from typing import Literal, TypeAlias

GraphEdgeKind: TypeAlias = Literal["calls", "imports", "defines", "inherits", "references", "contains"]
