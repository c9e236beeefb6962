"""`contracts generate`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codegen import build
from codegen.build import Built
from codegen.cli import options
from codegen.cli.options import Choice
from codegen.cli.terminal import path, show, show_json, summary
from codegen.config import Config
from codegen.diagnostics import Severity
from codegen.emit import Change
from terminal.arguments import Parser
from terminal.output import write_line
from terminal.progress import spinner

EXAMPLES = "Examples:\n  contracts generate\n  contracts generate openapi.yaml --out sdk -t swift"


def configure(parser: Parser) -> None:
    parser.description = "Write the files of every target. Files that this tool did not write are never touched."
    parser.epilog = EXAMPLES
    options.add_specs(parser)
    options.add_config(parser)
    options.add_out(parser)
    options.add_targets(parser)
    options.add_templates(parser)
    options.add_trust(parser)
    options.add_strict(parser)
    parser.add_argument("--force", action="store_true", help="overwrite generated files that were edited by hand")
    parser.add_argument("--dry-run", action="store_true", help="list what would be written; write nothing")
    parser.add_argument(
        "--forget-names", action="store_true", help="decide all names anew instead of keeping those of names.lock"
    )
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
    strict: bool,
    force: bool,
    dry_run: bool,
    forget_names: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    chosen = Choice(specs, config, out, targets, templates, strict, allow_outside, allow_plugins).config()
    with spinner("generating " + ", ".join(o.target for o in chosen.outputs), quiet=quiet or as_json):
        built = build.generate(chosen, force=force, dry_run=dry_run, forget_names=forget_names)
    _generated(chosen, built, dry_run=dry_run, as_json=as_json, quiet=quiet)
    return 1 if built.refused else 0


def _generated(chosen: Config, built: Built, *, dry_run: bool, as_json: bool, quiet: bool) -> None:
    if as_json:
        changes = {name: [{"path": c.path, "fate": c.fate} for c in found] for name, found in built.changes.items()}
        show_json(changes=changes, diagnostics=[d.as_json() for d in built.diagnostics.sorted()])
        return
    show(built.diagnostics, Severity.WARNING)
    if built.refused:
        write_line(f"nothing was written: {summary(built.diagnostics)}", err=True)
    elif not quiet:
        for output in chosen.outputs:
            found = built.changes.get(output.target)
            if dry_run:
                for change in found or ():
                    if change.fate != "keep":
                        write_line(f"{change.fate:<10} {path(output.folder / change.path)}")
            write_line(f"{output.target:<12} {path(output.folder)}  {_counted(found)}")


_SAID = {"create": "created", "update": "updated", "edited": "edited", "remove": "removed", "keep": "unchanged"}


def _counted(changes: Sequence[Change] | None) -> str:
    if changes is None:
        return "up to date"
    counts = [(sum(change.fate == fate for change in changes), text) for fate, text in _SAID.items()]
    return ", ".join(f"{count} {text}" for count, text in counts if count) or "nothing to write"
