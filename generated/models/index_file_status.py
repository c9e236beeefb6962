"""IndexFileStatus"""

from __future__ import annotations

from typing import Literal, TypeAlias

IndexFileStatus: TypeAlias = Literal["ok", "partial", "skipped", "failed"]
"""`ok`: all of it is in the index. `partial`: a part could not be read, such as the lines around a syntax error.
`skipped`: it is not read on purpose, for example because it is binary or very large. `failed`: an error stopped the
work on this file; what earlier steps found of it stays in the index, and the next job tries again.
"""
