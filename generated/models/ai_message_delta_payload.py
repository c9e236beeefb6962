"""AiMessageDeltaPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .ai_message_delta_data import AiMessageDeltaData
from .control_metadata import ControlMetadata


class AiMessageDeltaPayload(Model):
    """AiMessageDeltaPayload."""

    data: AiMessageDeltaData
    metadata: ControlMetadata
