"""SessionStatePatch"""

from __future__ import annotations

from typing import TypeAlias

from pydantic import JsonValue

SessionStatePatch: TypeAlias = dict[str, JsonValue]
"""A JSON merge patch (RFC 7396) of the state. A member that is null is removed."""
