"""Findings as a Markdown table, for a job summary or a comment on a change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from codegen.diagnostics import Diagnostic

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~])")


def write(found: Sequence[Diagnostic], purposes: Mapping[str, str]) -> str:
    if not found:
        return "Nothing found."
    rows = ["| | rule | where | what |", "| --- | --- | --- | --- |"]
    return "\n".join([*rows, *(_row(diagnostic) for diagnostic in found)])


def _row(diagnostic: Diagnostic) -> str:
    hint = f" *{cell(diagnostic.hint)}*" if diagnostic.hint else ""
    place = cell(str(diagnostic.position))
    return f"| {diagnostic.severity} | `{diagnostic.rule}` | {place} | {cell(diagnostic.message)}{hint} |"


def cell(text: str) -> str:
    """Text that stays text within a table's cell, whatever a contract's author wrote."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
