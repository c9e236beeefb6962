"""AiMessageCompletedPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .ai_message_completed_data import AiMessageCompletedData
from .event_metadata import EventMetadata


class AiMessageCompletedPayload(Model):
    """AiMessageCompletedPayload."""

    data: AiMessageCompletedData
    metadata: EventMetadata
