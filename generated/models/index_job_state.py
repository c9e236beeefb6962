"""IndexJobState"""

from __future__ import annotations

from typing import Literal, TypeAlias

IndexJobState: TypeAlias = Literal["queued", "running", "succeeded", "failed", "cancelled"]
