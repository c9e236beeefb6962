"""ConnectionHelloData"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import Model

from .stream_position import StreamPosition


class ConnectionHelloData(Model):
    """ConnectionHelloData."""

    client_id: str = Field(alias="clientId")
    """Chosen by the client, once for all its connections."""
    resume: list[StreamPosition]
    protocol: Literal["leanvibe.v1"] = "leanvibe.v1"
