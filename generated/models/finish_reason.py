"""FinishReason"""

from __future__ import annotations

from typing import Literal, TypeAlias

FinishReason: TypeAlias = Literal["stop", "length", "repetition"]
"""`stop`: the model ended its answer. `length`: `maxTokens` or the model's context window cut it off. `repetition`:
the model repeated the same words without end, so that the server ended the answer; the repeated words stay in its
text.
"""
