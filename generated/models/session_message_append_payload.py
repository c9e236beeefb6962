"""SessionMessageAppendPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .command_metadata import CommandMetadata
from .session_message_create import SessionMessageCreate


class SessionMessageAppendPayload(Model):
    """SessionMessageAppendPayload."""

    data: SessionMessageCreate
    metadata: CommandMetadata
