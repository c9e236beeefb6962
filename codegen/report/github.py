"""Findings as GitHub Actions' workflow commands, which it shows beside the line.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codegen.diagnostics import Diagnostic, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(found: Sequence[Diagnostic], purposes: Mapping[str, str]) -> str:
    return "\n".join(_command(diagnostic) for diagnostic in found)


def _command(diagnostic: Diagnostic) -> str:
    properties = {"file": diagnostic.file, "line": diagnostic.line, "col": diagnostic.column, "title": diagnostic.rule}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = diagnostic.message + (f"\n{diagnostic.hint}" if diagnostic.hint else "")
    return f"::{_LEVELS[diagnostic.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
