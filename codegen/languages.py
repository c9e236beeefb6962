"""The languages that this toolchain writes.

A new one is an entry here, a folder of codegen/plan/ and a folder of templates/.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`name` is the target's, in configuration and JSON; `label` is what people call the language."""

    name: str
    label: str


LANGUAGES = (Language("python", "Python"), Language("swift", "Swift"), Language("typescript", "TypeScript"))
LABELS: Mapping[str, str] = {language.name: language.label for language in LANGUAGES}
