"""AiMessageFailedPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .ai_message_failed_data import AiMessageFailedData
from .event_metadata import EventMetadata


class AiMessageFailedPayload(Model):
    """AiMessageFailedPayload."""

    data: AiMessageFailedData
    metadata: EventMetadata
