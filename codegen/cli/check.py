"""`contracts check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from codegen import build
from codegen.cli.options import AsFormat, AsJson, Choice, ConfigFile, Format, Out, Quiet, Specs, Targets, Templates
from codegen.cli.terminal import paint, path, progress, show_json, told, write
from codegen.diagnostics import Diagnostic, Diagnostics, Severity
from codegen.drift import Drift, Finding

EXAMPLES = "Examples:  contracts check  ·  contracts check --quick  ·  contracts check --format github"

SHOWN = 40  # lines of a file's diff that people are shown; --format json has them all
PURPOSES = {
    "drift/missing": "what the contract generates lies there",
    "drift/stale": "generated code is what the contract says now",
    "drift/edited": "generated code is not edited by hand",
    "drift/orphaned": "what is not generated any more is gone",
    "drift/extra": "nothing lies among generated files that was not generated",
}


def check(
    specs: Specs = None,
    config: ConfigFile = None,
    out: Out = None,
    target: Targets = None,
    templates: Templates = None,
    quick: Annotated[bool, typer.Option("--quick", help="Name changed inputs instead of rendering them anew.")] = False,
    style: AsFormat = Format.TEXT,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare and write nothing; exit with 1 where anything is missing, stale, edited by hand, orphaned or extra."""
    style = Format.JSON if as_json else style
    with told(style is Format.JSON):
        choice = Choice(specs, config, out, target, templates)
        chosen = choice.config()
        with progress("comparing", quiet or style is not Format.TEXT):
            findings = build.check(chosen, quick=quick)
        if style is Format.JSON:
            show_json(findings=[_as_json(finding) for finding in findings])
        elif style is not Format.TEXT:
            mend = choice.mend(findings)
            write(style, Diagnostics(_diagnostic(finding, mend) for finding in findings), Severity.ERROR, PURPOSES)
        elif findings:
            for finding in findings:
                _show(finding, quiet)
            typer.echo(f"{len(findings)} found. To mend: {choice.mend(findings)}")
        elif not quiet:
            typer.echo(f"fresh: {', '.join(path(o.folder) for o in chosen.outputs)}")
        if findings:
            raise typer.Exit(1)


def _show(finding: Finding, quiet: bool) -> None:
    detail = f" ({finding.detail})" if finding.detail else ""
    typer.echo(f"{paint(f'{finding.drift:<14}', 'warning')} {path(finding.path)}{detail}")
    if not quiet:
        _show_diff(finding.diff)


def _show_diff(diff: Sequence[str]) -> None:
    for line in diff[2 : SHOWN + 2]:  # the two heads name no file that the line above has not named
        role = {"+": "info", "-": "error"}.get(line[:1], "faint")
        typer.echo(f"    {paint(line, role)}")
    if len(diff) > SHOWN + 2:
        typer.echo(f"    {paint(f'… {len(diff) - SHOWN - 2} more lines', 'faint')}")


def _diagnostic(finding: Finding, mend: str) -> Diagnostic:
    rule = f"drift/{'edited' if finding.drift is Drift.EDITED else finding.drift}"
    message = f"{finding.drift}{f': {finding.detail}' if finding.detail else ''}"
    return Diagnostic(rule, Severity.ERROR, message, path(finding.path), finding.line, 1, hint=f"to mend: {mend}")


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "path": path(finding.path),
        "drift": finding.drift,
        "detail": finding.detail,
        "line": finding.line,
        "diff": list(finding.diff),
    }
