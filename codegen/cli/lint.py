"""`contracts lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from codegen import config as configuration
from codegen.cli.options import AsFormat, AsJson, ConfigFile, Format, Quiet, Specs, Strict
from codegen.cli.terminal import path, progress, show, summary, told, write
from codegen.diagnostics import Diagnostics, Severity

EXAMPLES = "Examples:  contracts lint openapi.yaml  ·  contracts lint --all --format sarif  ·  contracts lint --rules"


def lint(
    specs: Specs = None,
    config: ConfigFile = None,
    strict: Strict = False,
    everything: Annotated[bool, typer.Option("--all", help="Also what is only worth knowing (info).")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and stop.")] = False,
    style: AsFormat = Format.TEXT,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Judge documents: what cannot be used (error), what hardly means what it says (warning), advice (info).

    `x-lint-ignore: {rule/id: reason}` in a document silences a rule for the object that it stands in.
    """
    style = Format.JSON if as_json else style
    with told(style is Format.JSON):
        from codegen.lint import RULES, lint_documents
        from codegen.lint.reading import READING

        if rules:
            _print_rules(style)
            return
        documents = tuple(specs) if specs else configuration.read(config or configuration.find(Path.cwd())).documents
        with progress("reading", quiet or style is not Format.TEXT):
            diagnostics = lint_documents(documents)
        least = Severity.INFO if everything or style is Format.JSON else Severity.WARNING
        if style is Format.TEXT:
            show(diagnostics, least)
            if not quiet:
                _print_verdict(documents, diagnostics, everything=everything)
        else:
            write(style, diagnostics, least, {**READING, **{rule.id: rule.purpose for rule in RULES}})
        if diagnostics.fails(strict=strict):
            raise typer.Exit(1)


def _print_rules(style: Format) -> None:
    from codegen.lint import RULES
    from codegen.lint.page import page

    if style is Format.MARKDOWN:
        typer.echo(page(), nl=False)
    else:
        for rule in RULES:
            typer.echo(f"{rule.id:<28} {rule.severity:<8} {rule.purpose}")


def _print_verdict(documents: tuple[Path, ...], diagnostics: Diagnostics, *, everything: bool) -> None:
    names = ", ".join(path(document) for document in documents)
    hidden = diagnostics.count(Severity.INFO) and not everything
    typer.echo(f"{names}: {summary(diagnostics) or 'nothing found'}{' (--all shows infos)' if hidden else ''}")
