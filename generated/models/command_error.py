"""CommandError"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .command_error_payload import CommandErrorPayload


class CommandError(Model):
    """The command was refused and nothing has changed; the connection stays."""

    session_id: str | None = Field(alias="sessionId")
    timestamp: DateTime
    payload: CommandErrorPayload
    type: Literal["command.error"] = "command.error"
