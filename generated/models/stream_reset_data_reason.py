"""StreamResetDataReason"""

from __future__ import annotations

from typing import Literal, TypeAlias

StreamResetDataReason: TypeAlias = Literal["epoch_changed", "expired", "trimmed", "ahead_of_tail", "unknown_session"]
