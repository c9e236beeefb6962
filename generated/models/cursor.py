"""Cursor"""

from __future__ import annotations

from typing import TypeAlias

Cursor: TypeAlias = str
"""An opaque place in a list, taken from `nextCursor` of the page before. It stays valid while the list's filter stays
the same; one that the server does not know is answered with 404 `cursor_unknown`.
"""
