"""FinishReason"""

from __future__ import annotations

from typing import Literal, TypeAlias

FinishReason: TypeAlias = Literal["stop", "length"]
"""`stop`: the model ended its answer. `length`: `maxTokens` or the model's context window cut it off."""
