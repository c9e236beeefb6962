"""AiChatAskPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .ai_chat_ask_data import AiChatAskData
from .command_metadata import CommandMetadata


class AiChatAskPayload(Model):
    """AiChatAskPayload."""

    data: AiChatAskData
    metadata: CommandMetadata
