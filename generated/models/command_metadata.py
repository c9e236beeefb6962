"""CommandMetadata"""

from __future__ import annotations

from codegen.runtime.model import Model


class CommandMetadata(Model):
    """What a client sends beside its data. `id` is its idempotency key, remembered for 24 hours."""

    id: str
