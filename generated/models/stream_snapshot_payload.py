"""StreamSnapshotPayload"""

from __future__ import annotations

from codegen.runtime.model import Model

from .control_metadata import ControlMetadata
from .stream_snapshot_data import StreamSnapshotData


class StreamSnapshotPayload(Model):
    """StreamSnapshotPayload."""

    data: StreamSnapshotData
    metadata: ControlMetadata
