"""ImportDirection"""

from __future__ import annotations

from typing import Literal, TypeAlias

ImportDirection: TypeAlias = Literal["imports", "importers"]
