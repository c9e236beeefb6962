"""IssuedKey"""

from __future__ import annotations

from codegen.runtime.model import Model

from .api_key import ApiKey


class IssuedKey(Model):
    """A key with its secret, which is in this response and nowhere else."""

    key: ApiKey
    secret: str
    """Send it as `Authorization` with the scheme `Bearer`."""
