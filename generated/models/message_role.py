"""MessageRole"""

from __future__ import annotations

from typing import Literal, TypeAlias

MessageRole: TypeAlias = Literal["system", "user", "assistant"]
