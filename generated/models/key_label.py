"""KeyLabel"""

from __future__ import annotations

from typing import TypeAlias

KeyLabel: TypeAlias = str
"""A note for the list of keys, for example which device holds this one."""
