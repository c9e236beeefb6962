"""ChatMessage"""

from __future__ import annotations

from codegen.runtime.model import Model

from .message_role import MessageRole


class ChatMessage(Model):
    """One earlier turn."""

    role: MessageRole
    content: str
