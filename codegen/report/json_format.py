"""Findings as one JSON object: {"diagnostics": [...]}."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from codegen.diagnostics import Diagnostic


def write(found: Sequence[Diagnostic], purposes: Mapping[str, str]) -> str:
    return json.dumps({"diagnostics": [d.as_json() for d in found]}, indent=2, ensure_ascii=False)
