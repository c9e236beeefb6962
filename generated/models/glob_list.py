"""GlobList"""

from __future__ import annotations

from typing import TypeAlias

GlobList: TypeAlias = list[str]
"""Paths left out of the index besides those that `.gitignore` names and known secrets; glob patterns relative to the
root, `**` for any depth.
"""
