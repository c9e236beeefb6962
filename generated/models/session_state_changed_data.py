"""SessionStateChangedData"""

from __future__ import annotations

from codegen.runtime.model import Model

from .session_state_patch import SessionStatePatch


class SessionStateChangedData(Model):
    """SessionStateChangedData."""

    version: int
    """The state's `ETag` without its quotes."""
    patch: SessionStatePatch
