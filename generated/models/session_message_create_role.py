"""SessionMessageCreateRole"""

from __future__ import annotations

from typing import Literal, TypeAlias

SessionMessageCreateRole: TypeAlias = Literal["user", "system"]
"""`user` where absent. Only the server adds what the assistant says."""
