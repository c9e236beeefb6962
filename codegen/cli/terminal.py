"""How commands print: errors without tracebacks, diagnostics, reports, paths."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from codegen.diagnostics import Diagnostics, MachineError, Severity, ToolchainError
from terminal.bugs import report_bug
from terminal.bugs import summary as summary_of
from terminal.output import paint, write, write_json, write_json_text


def report_error(error: Exception, *, as_json: bool) -> int:
    """Prints an error of the toolchain, or a bug in it, whose traceback is kept in a file. The exit status."""
    if isinstance(error, OSError):
        error = MachineError(error)
    if isinstance(error, ToolchainError):
        diagnostics = getattr(error, "diagnostics", None) or Diagnostics()
        if as_json:
            show_json(error=str(error), diagnostics=[d.as_json() for d in diagnostics.sorted()])
        else:
            show(diagnostics, Severity.WARNING)
            write(f"{paint('error', 'error')}: {error}", err=True)
        return error.exit_code
    if as_json:
        show_json(error=f"this is a bug in contracts: {summary_of(error)}", diagnostics=[])
    report_bug("contracts", error)
    return 1


def show(diagnostics: Diagnostics, least: Severity) -> None:
    from codegen import report

    for diagnostic in report.shown(diagnostics, least):
        write(report.render(diagnostic, paint))


def show_format(
    style: str, diagnostics: Diagnostics, least: Severity, purposes: Mapping[str, str] | None = None
) -> None:
    """For machines: the whole report in one of `codegen.report.FORMATS`; nothing where there is nothing to print."""
    from codegen import report

    text = report.write(style, list(report.shown(diagnostics, least)), purposes)
    if text:
        write_report(style, text)


def write_report(style: str, text: str) -> None:
    """Prints a report that is text already; a JSON document stays the same value."""
    if style in ("json", "sarif"):
        write_json_text(text)
    else:
        write(text)


def summary(diagnostics: Diagnostics) -> str:
    from codegen import report

    return report.summary(diagnostics)


def show_json(**members: Any) -> None:
    write_json(members, indent=2)


def path(path: Path) -> str:
    full = Path(os.path.abspath(path))
    return full.relative_to(Path.cwd()).as_posix() if full.is_relative_to(Path.cwd()) else path.as_posix()
