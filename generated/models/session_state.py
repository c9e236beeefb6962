"""SessionState"""

from __future__ import annotations

from typing import TypeAlias

from pydantic import JsonValue

SessionState: TypeAlias = dict[str, JsonValue]
"""A document of the clients' own making (open files, drafts, settings of a view), at most 256 KiB as JSON. The server
keeps it, versions it by `ETag` and gives it no meaning.
"""
