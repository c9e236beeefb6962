"""AiMessageCompletedDataFinishReason"""

from __future__ import annotations

from typing import Literal, TypeAlias

AiMessageCompletedDataFinishReason: TypeAlias = Literal["stop", "length", "repetition", "cancelled"]
