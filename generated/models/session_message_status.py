"""SessionMessageStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

SessionMessageStatus: TypeAlias = Literal["streaming", "complete", "failed", "cancelled"]
"""An answer is `streaming` while the model writes it; `failed` ones keep what was written."""
