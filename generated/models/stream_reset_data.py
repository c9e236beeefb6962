"""StreamResetData"""

from __future__ import annotations

from codegen.runtime.model import Model

from .stream_reset_data_reason import StreamResetDataReason


class StreamResetData(Model):
    """StreamResetData."""

    reason: StreamResetDataReason
