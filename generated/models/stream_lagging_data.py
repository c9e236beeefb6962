"""StreamLaggingData"""

from __future__ import annotations

from codegen.runtime.model import Model


class StreamLaggingData(Model):
    """StreamLaggingData."""

    behind: int
    """Events that wait for this client."""
