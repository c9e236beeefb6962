"""AiChatCancelPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .ai_chat_cancel_data import AiChatCancelData
from .command_metadata import CommandMetadata


class AiChatCancelPayload(Model):
    """AiChatCancelPayload."""

    data: AiChatCancelData
    metadata: CommandMetadata
