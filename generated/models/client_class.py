"""ClientClass"""

from __future__ import annotations

from typing import Literal, TypeAlias

ClientClass: TypeAlias = Literal["ios", "web", "cli"]
"""What a key is for. The class decides how many commands a second its holder may send; only keys of class `cli` may
manage keys.
"""
