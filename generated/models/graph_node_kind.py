"""GraphNodeKind"""

from __future__ import annotations

from typing import Literal, TypeAlias

GraphNodeKind: TypeAlias = Literal["function", "method", "property", "class", "module", "file", "external"]
