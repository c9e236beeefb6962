"""`contracts check`."""

from __future__ import annotations

from typing import Annotated

import typer

from codegen import build
from codegen.cli.options import AsJson, Choice, ConfigFile, Out, Quiet, Specs, Targets, Templates
from codegen.cli.terminal import paint, path, progress, show_json, told

EXAMPLES = "Examples:  contracts check  ·  contracts check --quick  ·  contracts check openapi.yaml --out sdk"


def check(
    specs: Specs = None,
    config: ConfigFile = None,
    out: Out = None,
    target: Targets = None,
    templates: Templates = None,
    quick: Annotated[bool, typer.Option("--quick", help="Name changed inputs instead of rendering them anew.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Compare and write nothing: lists what is missing, stale, edited by hand or orphaned, and exits with 1."""
    with told(as_json):
        choice = Choice(specs, config, out, target, templates)
        chosen = choice.config()
        with progress("comparing", quiet or as_json):
            findings = build.check(chosen, quick=quick)
        if as_json:
            show_json(
                findings=[{"path": path(f.path), "drift": f.drift, "detail": f.detail} for f in findings],
            )
        else:
            for finding in findings:
                detail = f" ({finding.detail})" if finding.detail else ""
                typer.echo(f"{paint(f'{finding.drift:<14}', 'warning')} {path(finding.path)}{detail}")
            if findings:
                typer.echo(f"{len(findings)} found. To mend: {choice.mend(findings)}")
            elif not quiet:
                typer.echo(f"fresh: {', '.join(path(o.folder) for o in chosen.outputs)}")
        if findings:
            raise typer.Exit(1)
