"""`contracts lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from codegen import config as configuration
from codegen.cli.options import AsJson, ConfigFile, Quiet, Specs, Strict
from codegen.cli.terminal import path, progress, show, show_json, summary, told
from codegen.diagnostics import Diagnostics, Severity

EXAMPLES = "Examples:  contracts lint openapi.yaml  ·  contracts lint --all  ·  contracts lint --rules"


def lint(
    specs: Specs = None,
    config: ConfigFile = None,
    strict: Strict = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what is only worth knowing (info).")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and stop.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Judge documents: what cannot be used (error), what hardly means what it says (warning), advice (info)."""
    with told(as_json):
        from codegen.lint import RULES, lint_documents

        if rules:
            for rule in RULES:
                typer.echo(f"{rule.id:<28} {rule.severity:<8} {rule.purpose}")
            return
        documents = tuple(specs) if specs else configuration.read(config or configuration.find(Path.cwd())).documents
        with progress("reading", quiet or as_json):
            diagnostics = lint_documents(documents)
        if as_json:
            show_json(diagnostics=[d.as_json() for d in diagnostics.sorted()])
        else:
            show(diagnostics, Severity.INFO if everything else Severity.WARNING)
            if not quiet:
                _print_verdict(documents, diagnostics, everything=everything)
        if diagnostics.fails(strict=strict):
            raise typer.Exit(1)


def _print_verdict(documents: tuple[Path, ...], diagnostics: Diagnostics, *, everything: bool) -> None:
    names = ", ".join(path(document) for document in documents)
    hidden = diagnostics.count(Severity.INFO) and not everything
    typer.echo(f"{names}: {summary(diagnostics) or 'nothing found'}{' (--all shows infos)' if hidden else ''}")
