"""The `contracts` command. Exit status: 0 fine, 1 findings, 2 wrong command or configuration, 130 interrupted."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from codegen import build
from codegen import config as configuration
from codegen.build import Built
from codegen.config import Config, ConfigError
from codegen.diagnostics import Diagnostics, Severity, ToolchainError
from codegen.emit import Change, Finding

app = typer.Typer(
    name="contracts",
    help="OpenAPI and AsyncAPI documents in; Pydantic models, a FastAPI server, a Swift and a TypeScript SDK out.",
    epilog="Examples:  contracts generate petstore.yaml --out sdk  ·  contracts check  ·  contracts lint petstore.yaml",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help comes in half the time
)

Specs = Annotated[list[Path] | None, typer.Argument(metavar="SPEC", help="Documents; otherwise a contracts.toml.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", "-c", help="A contracts.toml; otherwise the nearest one.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="With SPEC: each target gets a folder below this one.")]
Targets = Annotated[str | None, typer.Option("--target", "-t", help="Only these, e.g. swift,typescript.")]
Templates = Annotated[Path | None, typer.Option(help="A folder with templates that replace shipped ones: DIR/swift/….")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what is wrong.")]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says to work on: documents and --out, or a contracts.toml."""

    specs: list[Path] | None
    file: Path | None
    out: Path | None
    target: str | None
    templates: Path | None
    strict: bool = False

    def config(self) -> Config:
        names = [name.strip() for name in self.target.split(",") if name.strip()] if self.target else None
        if not self.specs:
            if self.out:
                raise ConfigError("--out goes with documents: contracts generate openapi.yaml --out sdk")
            read = configuration.read(self.file or configuration.find(Path.cwd()))
            read = read.only(names) if names else read
        elif self.file:
            raise ConfigError("give documents or --config, not both")
        elif not self.out:
            raise ConfigError("documents need a folder to generate into: --out DIR")
        else:
            read = configuration.of_documents(self.specs, self.out, names or configuration.DEFAULT_TARGETS)
        return configuration.changed(read, templates=self.templates, strict=self.strict)

    def mend(self, findings: Sequence[Finding]) -> str:
        """The command that makes the findings go away."""
        words = ["contracts", "generate", *map(str, self.specs or ())]
        options = {"--config": self.file, "--out": self.out, "--target": self.target, "--templates": self.templates}
        for option, value in options.items():
            words += [option, str(value)] if value else []
        edited = any(finding.drift == "edited by hand" for finding in findings)
        return shlex.join(words) + (" --force   (what was edited by hand is lost)" if edited else "")


@app.command(epilog="Examples:  contracts generate  ·  contracts generate openapi.yaml --out sdk -t swift")
def generate(
    specs: Specs = None,
    config: ConfigFile = None,
    out: Out = None,
    target: Targets = None,
    templates: Templates = None,
    strict: Strict = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite generated files that were edited by hand.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be written; write nothing.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write every target's files. Files that this tool did not write are never touched."""
    with _told(as_json):
        chosen = Choice(specs, config, out, target, templates, strict).config()
        with _progress("generating " + ", ".join(o.target for o in chosen.outputs), quiet or as_json):
            built = build.generate(chosen, force=force, dry_run=dry_run)
        _generated(chosen, built, dry_run=dry_run, as_json=as_json, quiet=quiet)
        if built.refused:
            raise typer.Exit(1)


@app.command(epilog="Examples:  contracts check  ·  contracts check --quick  ·  contracts check openapi.yaml --out sdk")
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
    with _told(as_json):
        choice = Choice(specs, config, out, target, templates)
        chosen = choice.config()
        with _progress("comparing", quiet or as_json):
            findings = build.check(chosen, quick=quick)
        if as_json:
            _print_json(
                findings=[{"path": _path(f.path), "drift": f.drift, "detail": f.detail} for f in findings],
            )
        else:
            for finding in findings:
                detail = f" ({finding.detail})" if finding.detail else ""
                typer.echo(f"{_paint(f'{finding.drift:<14}', 'warning')} {_path(finding.path)}{detail}")
            if findings:
                typer.echo(f"{len(findings)} found. To mend: {choice.mend(findings)}")
            elif not quiet:
                typer.echo(f"fresh: {', '.join(_path(o.folder) for o in chosen.outputs)}")
        if findings:
            raise typer.Exit(1)


@app.command(epilog="Examples:  contracts lint openapi.yaml  ·  contracts lint --all  ·  contracts lint --rules")
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
    with _told(as_json):
        from codegen.lint import RULES, lint_documents

        if rules:
            for rule in RULES:
                typer.echo(f"{rule.id:<28} {rule.severity:<8} {rule.purpose}")
            return
        documents = tuple(specs) if specs else configuration.read(config or configuration.find(Path.cwd())).documents
        with _progress("reading", quiet or as_json):
            diagnostics = lint_documents(documents)
        if as_json:
            _print_json(diagnostics=[d.as_json() for d in diagnostics.sorted()])
        else:
            _print(diagnostics, Severity.INFO if everything else Severity.WARNING)
            if not quiet:
                _print_verdict(documents, diagnostics, everything=everything)
        if diagnostics.fails(strict=strict):
            raise typer.Exit(1)


@app.command(epilog="Examples:  contracts status  ·  contracts status --json")
def status(config: ConfigFile = None, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Which operations have a handler, which answer 501 so far, and handlers that no operation calls."""
    with _told(as_json):
        from codegen.status import read_status

        found = read_status(configuration.read(config or configuration.find(Path.cwd())))
        if as_json:
            _print_json(**found.as_json())
            return
        for line in found.lines:
            if not quiet or line.wrong:
                typer.echo(f"{_paint(f'{line.state:<16}', 'error' if line.wrong else 'faint')} {line.text}")
        typer.echo(found.summary())


def main() -> None:
    """The console script."""
    app()


def _generated(chosen: Config, built: Built, *, dry_run: bool, as_json: bool, quiet: bool) -> None:
    if as_json:
        changes = {name: [{"path": c.path, "fate": c.fate} for c in found] for name, found in built.changes.items()}
        _print_json(changes=changes, diagnostics=[d.as_json() for d in built.diagnostics.sorted()])
        return
    _print(built.diagnostics, Severity.WARNING)
    if built.refused:
        typer.echo(f"nothing was written: {_summary(built.diagnostics)}", err=True)
    elif not quiet:
        for output in chosen.outputs:
            found = built.changes.get(output.target)
            if dry_run:
                for change in found or ():
                    if change.fate != "keep":
                        typer.echo(f"{change.fate:<10} {_path(output.folder / change.path)}")
            typer.echo(f"{output.target:<12} {_path(output.folder)}  {_counted(found)}")


_SAID = {"create": "created", "update": "updated", "edited": "edited", "remove": "removed", "keep": "unchanged"}


def _counted(changes: Sequence[Change] | None) -> str:
    if changes is None:
        return "up to date"
    counts = [(sum(change.fate == fate for change in changes), text) for fate, text in _SAID.items()]
    return ", ".join(f"{count} {text}" for count, text in counts if count) or "nothing to write"


@contextmanager
def _told(as_json: bool) -> Iterator[None]:
    """What a person can mend is told without a traceback."""
    try:
        yield
    except ToolchainError as error:
        found = getattr(error, "diagnostics", None) or Diagnostics()
        if as_json:
            _print_json(error=str(error), diagnostics=[d.as_json() for d in found.sorted()])
        else:
            _print(found, Severity.WARNING)
            typer.echo(f"{_paint('error', 'error')}: {error}", err=True)
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        typer.echo("interrupted; run it again to finish", err=True)
        raise typer.Exit(130) from None


def _progress(what: str, quiet: bool) -> AbstractContextManager[Any]:
    """A spinner on a terminal; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(what)


def _print(diagnostics: Diagnostics, least: Severity) -> None:
    from codegen import report

    for diagnostic in report.shown(diagnostics, least):
        typer.echo(report.render(diagnostic, _paint))


def _print_verdict(documents: tuple[Path, ...], diagnostics: Diagnostics, *, everything: bool) -> None:
    names = ", ".join(_path(document) for document in documents)
    hidden = diagnostics.count(Severity.INFO) and not everything
    typer.echo(f"{names}: {_summary(diagnostics) or 'nothing found'}{' (--all shows infos)' if hidden else ''}")


def _summary(diagnostics: Diagnostics) -> str:
    from codegen import report

    return report.summary(diagnostics)


def _print_json(**members: Any) -> None:
    typer.echo(json.dumps(members, indent=2, ensure_ascii=False))


def _paint(text: str, role: str) -> str:
    """Colour; `typer.echo` takes it out again where the output is no terminal."""
    if "NO_COLOR" in os.environ:
        return text
    colours = {"error": "red", "warning": "yellow", "info": "blue"}
    return typer.style(text, fg=colours.get(role), bold=role == "place", dim=role == "faint")


def _path(path: Path) -> str:
    full = Path(os.path.abspath(path))
    return full.relative_to(Path.cwd()).as_posix() if full.is_relative_to(Path.cwd()) else path.as_posix()
