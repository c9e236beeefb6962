"""SessionMessageCreatedPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .event_metadata import EventMetadata
from .session_message import SessionMessage


class SessionMessageCreatedPayload(Model):
    """SessionMessageCreatedPayload."""

    data: SessionMessage
    metadata: EventMetadata
