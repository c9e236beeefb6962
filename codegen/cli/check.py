"""`contracts check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codegen import build
from codegen.cli import options
from codegen.cli.options import Choice, Format
from codegen.cli.terminal import path, show_format, show_json
from codegen.diagnostics import Diagnostic, Diagnostics, Severity
from codegen.drift import Drift, Finding
from terminal.arguments import Parser
from terminal.output import paint, write_line
from terminal.progress import spinner

EXAMPLES = "Examples:\n  contracts check\n  contracts check --quick\n  contracts check --format github"

SHOWN = 40  # lines of a file's diff that people are shown; --format json has them all
PURPOSES = {
    "drift/missing": "what the contract generates lies there",
    "drift/stale": "generated code is what the contract says now",
    "drift/edited": "generated code is not edited by hand",
    "drift/orphaned": "what is not generated any more is gone",
    "drift/extra": "an output folder holds nothing that was not generated or is kept by contracts.toml",
}


def configure(parser: Parser) -> None:
    parser.description = (
        "Compare and write nothing; exit with 1 if a file is missing, stale, edited, orphaned or extra."
    )
    parser.epilog = EXAMPLES
    options.add_specs(parser)
    options.add_config(parser)
    options.add_out(parser)
    options.add_targets(parser)
    options.add_templates(parser)
    options.add_trust(parser)
    parser.add_argument("--quick", action="store_true", help="name changed inputs instead of rendering them anew")
    options.add_format(parser)
    options.add_output(parser)


def run(
    *,
    specs: list[Path],
    config: Path | None,
    out: Path | None,
    targets: list[str] | None,
    templates: Path | None,
    allow_outside: bool,
    allow_plugins: bool,
    quick: bool,
    style: Format,
    as_json: bool,
    quiet: bool,
) -> int:
    style = Format.JSON if as_json else style
    choice = Choice(specs, config, out, targets, templates, outside=allow_outside, plugins=allow_plugins)
    chosen = choice.config()
    with spinner("comparing", quiet=quiet or style is not Format.TEXT):
        findings = build.check(chosen, quick=quick)
    if style is Format.JSON:
        show_json(findings=[_as_json(finding) for finding in findings])
    elif style is not Format.TEXT:
        fix = choice.fix(findings)
        show_format(style, Diagnostics(_diagnostic(finding, fix) for finding in findings), Severity.ERROR, PURPOSES)
    elif findings:
        for finding in findings:
            _show(finding, quiet)
        count = f"{len(findings)} {'file differs' if len(findings) == 1 else 'files differ'}"
        write_line(f"{count} from what the contract generates. To fix: {choice.fix(findings)}")
    elif not quiet:
        write_line(f"fresh: {', '.join(path(o.folder) for o in chosen.outputs)}")
    return 1 if findings else 0


def _show(finding: Finding, quiet: bool) -> None:
    detail = f" ({finding.detail})" if finding.detail else ""
    write_line(f"{paint(f'{finding.drift:<14}', 'warning')} {path(finding.path)}{detail}")
    if not quiet:
        _show_diff(finding.diff)


def _show_diff(diff: Sequence[str]) -> None:
    for line in diff[2 : SHOWN + 2]:  # the two heads name no file that the line above has not named
        role = {"+": "info", "-": "error"}.get(line[:1], "faint")
        write_line(f"    {paint(line, role)}")
    if len(diff) > SHOWN + 2:
        write_line(f"    {paint(f'… {len(diff) - SHOWN - 2} more lines', 'faint')}")


def _diagnostic(finding: Finding, fix: str) -> Diagnostic:
    rule = f"drift/{'edited' if finding.drift is Drift.EDITED else finding.drift}"
    message = f"{finding.drift}{f': {finding.detail}' if finding.detail else ''}"
    return Diagnostic(rule, Severity.ERROR, message, path(finding.path), finding.line, 1, hint=f"to fix: {fix}")


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "path": path(finding.path),
        "drift": finding.drift,
        "detail": finding.detail,
        "line": finding.line,
        "diff": list(finding.diff),
    }
