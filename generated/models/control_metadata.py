"""ControlMetadata"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model


class ControlMetadata(Model):
    """What the server sends beside the data of a frame that is in no log."""

    ref: str | MISSING = MISSING
    """The `id` of the command or frame that this answers."""
