"""Epoch"""

from __future__ import annotations

from typing import TypeAlias

Epoch: TypeAlias = str
"""One incarnation of a session's event log. Places in the log of another epoch mean nothing."""
