"""ConnectionPingData"""

from __future__ import annotations

from codegen.runtime.model import Model

from .stream_tail import StreamTail


class ConnectionPingData(Model):
    """ConnectionPingData."""

    streams: list[StreamTail]
    """A stream whose tail the client does not have has lost it."""
