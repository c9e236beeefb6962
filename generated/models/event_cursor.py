"""EventCursor"""

from __future__ import annotations

from typing import TypeAlias

EventCursor: TypeAlias = str
"""`<epoch>-<seq>` of the last event that the client has; also the `id` of a server-sent event."""
