"""`contracts generate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from codegen import build
from codegen.build import Built
from codegen.cli.options import AsJson, Choice, ConfigFile, Out, Quiet, Specs, Strict, Targets, Templates
from codegen.cli.terminal import path, progress, show, show_json, summary, told
from codegen.config import Config
from codegen.diagnostics import Severity
from codegen.emit import Change

EXAMPLES = "Examples:  contracts generate  ·  contracts generate openapi.yaml --out sdk -t swift"


def generate(
    specs: Specs = None,
    config: ConfigFile = None,
    out: Out = None,
    target: Targets = None,
    templates: Templates = None,
    strict: Strict = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite generated files that were edited by hand.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be written; write nothing.")] = False,
    forget_names: Annotated[
        bool, typer.Option("--forget-names", help="Settle all names anew instead of keeping those of names.lock.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write every target's files. Files that this tool did not write are never touched."""
    with told(as_json):
        chosen = Choice(specs, config, out, target, templates, strict).config()
        with progress("generating " + ", ".join(o.target for o in chosen.outputs), quiet or as_json):
            built = build.generate(chosen, force=force, dry_run=dry_run, forget_names=forget_names)
        _generated(chosen, built, dry_run=dry_run, as_json=as_json, quiet=quiet)
        if built.refused:
            raise typer.Exit(1)


def _generated(chosen: Config, built: Built, *, dry_run: bool, as_json: bool, quiet: bool) -> None:
    if as_json:
        changes = {name: [{"path": c.path, "fate": c.fate} for c in found] for name, found in built.changes.items()}
        show_json(changes=changes, diagnostics=[d.as_json() for d in built.diagnostics.sorted()])
        return
    show(built.diagnostics, Severity.WARNING)
    if built.refused:
        typer.echo(f"nothing was written: {summary(built.diagnostics)}", err=True)
    elif not quiet:
        for output in chosen.outputs:
            found = built.changes.get(output.target)
            if dry_run:
                for change in found or ():
                    if change.fate != "keep":
                        typer.echo(f"{change.fate:<10} {path(output.folder / change.path)}")
            typer.echo(f"{output.target:<12} {path(output.folder)}  {_counted(found)}")


_SAID = {"create": "created", "update": "updated", "edited": "edited", "remove": "removed", "keep": "unchanged"}


def _counted(changes: Sequence[Change] | None) -> str:
    if changes is None:
        return "up to date"
    counts = [(sum(change.fate == fate for change in changes), text) for fate, text in _SAID.items()]
    return ", ".join(f"{count} {text}" for count, text in counts if count) or "nothing to write"
