"""KeyId"""

from __future__ import annotations

from typing import TypeAlias

KeyId: TypeAlias = str
"""Part of the key's secret, and not secret itself."""
