"""AiMessageStartedPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .ai_message_started_data import AiMessageStartedData
from .event_metadata import EventMetadata


class AiMessageStartedPayload(Model):
    """AiMessageStartedPayload."""

    data: AiMessageStartedData
    metadata: EventMetadata
