"""WebsocketHealthStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

WebsocketHealthStatus: TypeAlias = Literal["ok", "draining"]
