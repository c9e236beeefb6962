"""LabelList"""

from __future__ import annotations

from typing import TypeAlias

LabelList: TypeAlias = list[str]
