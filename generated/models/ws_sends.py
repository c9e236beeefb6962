"""WsSends"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from .ai_message_completed import AiMessageCompleted
from .ai_message_delta import AiMessageDelta
from .ai_message_failed import AiMessageFailed
from .ai_message_started import AiMessageStarted
from .command_ack import CommandAck
from .command_error import CommandError
from .connection_draining import ConnectionDraining
from .connection_ping import ConnectionPing
from .connection_ready import ConnectionReady
from .project_index_progress import ProjectIndexProgress
from .session_message_created import SessionMessageCreated
from .session_state_changed import SessionStateChanged
from .stream_lagging import StreamLagging
from .stream_ready import StreamReady
from .stream_reset import StreamReset
from .stream_snapshot import StreamSnapshot

WsSends: TypeAlias = Annotated[
    AiMessageStarted
    | AiMessageDelta
    | AiMessageCompleted
    | AiMessageFailed
    | ConnectionDraining
    | ProjectIndexProgress
    | ConnectionPing
    | SessionMessageCreated
    | SessionStateChanged
    | StreamReady
    | StreamReset
    | StreamSnapshot
    | StreamLagging
    | CommandAck
    | CommandError
    | ConnectionReady,
    Field(discriminator="type"),
]
"""The connection

One connection of one client.
"""
