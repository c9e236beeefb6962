"""An event as the contract writes it, over the WebSocket and over HTTP alike."""

from __future__ import annotations

from typing import Any

from handlers.clock import rfc3339
from handlers.sessions.log import Event


def envelope(event: Event) -> dict[str, Any]:
    """The four keys of every frame; the place in the log is in the metadata."""
    metadata: dict[str, Any] = {"seq": event.seq, "epoch": event.epoch}
    if event.ref is not None:
        metadata["ref"] = event.ref
    return {
        "type": event.type,
        "sessionId": event.stream,
        "timestamp": rfc3339(event.at),
        "payload": {"data": event.data, "metadata": metadata},
    }
