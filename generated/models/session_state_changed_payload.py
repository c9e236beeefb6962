"""SessionStateChangedPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .event_metadata import EventMetadata
from .session_state_changed_data import SessionStateChangedData


class SessionStateChangedPayload(Model):
    """SessionStateChangedPayload."""

    data: SessionStateChangedData
    metadata: EventMetadata
