"""Health"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import Model


class Health(Model):
    """The server answers. It says nothing about its engines."""

    version: str
    uptime_seconds: float = Field(alias="uptimeSeconds")
    status: Literal["ok"] = "ok"
