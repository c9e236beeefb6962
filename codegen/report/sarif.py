"""Findings as SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from codegen.diagnostics import Diagnostic, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(found: Sequence[Diagnostic], purposes: Mapping[str, str]) -> str:
    rules = sorted({diagnostic.rule for diagnostic in found})
    driver = {
        "name": "contracts",
        "rules": [{"id": rule, "shortDescription": {"text": purposes.get(rule) or rule}} for rule in rules],
    }
    run = {"tool": {"driver": driver}, "results": [_result(diagnostic, rules) for diagnostic in found]}
    whole = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _result(diagnostic: Diagnostic, rules: Sequence[str]) -> dict[str, Any]:
    """4.27 result object; columns count from 1 in both (3.30.6)."""
    text = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(diagnostic.file)},
            "region": {"startLine": max(1, diagnostic.line), "startColumn": max(1, diagnostic.column)},
        }
    }
    if diagnostic.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.pointer}]
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.index(diagnostic.rule),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [location],
    }


def _uri(file: str) -> str:
    """3.4.3: an absolute URI, or one relative to the repository's root, which is where people run this."""
    return Path(file).as_uri() if PurePath(file).is_absolute() else quote(PurePath(file).as_posix())
