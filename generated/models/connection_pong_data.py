"""ConnectionPongData"""

from __future__ import annotations

from codegen.runtime.model import Model


class ConnectionPongData(Model):
    """ConnectionPongData."""
