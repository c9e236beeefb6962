"""Seq"""

from __future__ import annotations

from typing import TypeAlias

Seq: TypeAlias = int
"""An event's place in its session's log, without gaps, from 1; 0 stands before the first event."""
