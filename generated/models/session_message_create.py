"""SessionMessageCreate"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .session_message_create_role import SessionMessageCreateRole


class SessionMessageCreate(Model):
    """A message to add to the conversation. It is kept as it stands; asking the model is `chat`'s work."""

    content: str
    role: SessionMessageCreateRole | MISSING = MISSING
    """`user` where absent. Only the server adds what the assistant says."""
