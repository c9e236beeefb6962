"""CommandAck"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from codegen.runtime.model import DateTime, Model

from .command_ack_payload import CommandAckPayload


class CommandAck(Model):
    """The command has been executed, once."""

    session_id: str = Field(alias="sessionId")
    timestamp: DateTime
    payload: CommandAckPayload
    type: Literal["command.ack"] = "command.ack"
