"""SessionEvent"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from .ai_message_completed import AiMessageCompleted
from .ai_message_failed import AiMessageFailed
from .ai_message_started import AiMessageStarted
from .session_message_created import SessionMessageCreated
from .session_state_changed import SessionStateChanged

SessionEvent: TypeAlias = Annotated[
    SessionMessageCreated | SessionStateChanged | AiMessageStarted | AiMessageCompleted | AiMessageFailed,
    Field(discriminator="type"),
]
"""One entry of a session's log, the same over the WebSocket and over HTTP."""
