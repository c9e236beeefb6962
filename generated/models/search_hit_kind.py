"""SearchHitKind"""

from __future__ import annotations

from typing import Literal, TypeAlias

SearchHitKind: TypeAlias = Literal["function", "method", "property", "class", "module", "text"]
