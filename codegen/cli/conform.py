"""`contracts conform`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codegen import config as configuration
from codegen.cli.options import AsJson, ConfigFile, Quiet, Specs, Targets, Templates
from codegen.cli.terminal import paint, progress, show_json, told
from codegen.config import Config, ConfigError
from codegen.contract import Missing

if TYPE_CHECKING:
    from codegen.conform import Failure, Report

EXAMPLES = (
    "Examples:  contracts conform petstore.yaml  ·  contracts conform -t swift,typescript -n 100  ·  "
    "contracts conform --swift 'tools/swift.sh run swift'"
)
SHOWN = 20


def conform(
    specs: Specs = None,
    config: ConfigFile = None,
    target: Targets = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="Valid instances of each schema.")] = 20,
    seed: Annotated[int, typer.Option(help="The same seed makes the same instances.")] = 0,
    templates: Templates = None,
    work: Annotated[
        Path | None, typer.Option(help="A folder to build in and keep, so that a second run is quick.")
    ] = None,
    tsc: Annotated[str, typer.Option(envvar="CONTRACTS_TSC", help="TypeScript's compiler, a file tsc.")] = "",
    swift: Annotated[str, typer.Option(envvar="CONTRACTS_SWIFT", help="A command that is Swift's `swift`.")] = "",
    everything: Annotated[bool, typer.Option("--all", help=f"Every failure; otherwise the first {SHOWN}.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Send valid instances of every schema through Python, Swift and TypeScript and back: the JSON must be equal.

    So must what a newer server may send: unknown members, enum values and cases. A language whose tools are not on
    this machine is skipped with a line, and an error where --target names it.
    """
    with told(as_json):
        chosen = _config(specs, config, target, templates)
        try:
            import hypothesis  # noqa: F401
        except ImportError:
            raise ConfigError("conform makes its instances with Hypothesis: pip install hypothesis") from None
        from codegen.conform import Tools, run

        tools = Tools.found(tsc, swift)
        for output in chosen.outputs if target else ():
            if missing := tools.missing(output.target):
                raise ConfigError(missing)
        with progress("conform", quiet or as_json) as status:
            say = (lambda text: None) if status is None else status.update
            report = run(chosen, count=count, seed=seed, tools=tools, work=work and work.resolve(), say=say)
        if as_json:
            show_json(**report.as_json())
        else:
            _show(report, quiet=quiet, most=None if everything else SHOWN)
        if report.failures:
            raise typer.Exit(1)


def _config(specs: list[Path] | None, file: Path | None, target: str | None, templates: Path | None) -> Config:
    """The targets that can be tried, of documents or of a contracts.toml."""
    known = ("python", "swift", "typescript")
    names = [name.strip() for name in target.split(",") if name.strip()] if target else None
    for name in names or ():
        if name not in known:
            raise ConfigError(f"conform tries {', '.join(known)}, not {name!r}")
    if specs and file:
        raise ConfigError("give documents or --config, not both")
    if specs:
        read = configuration.of_documents(specs, Path("sdk"), names or known)
    else:
        read = configuration.read(file or configuration.find(Path.cwd()))
        read = read.only(names or [output.target for output in read.outputs if output.target in known])
    return configuration.changed(read, templates=templates)


def _show(report: Report, *, quiet: bool, most: int | None) -> None:
    alike: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in report.failures:
        alike.setdefault((failure.language, failure.schema, failure.kind), []).append(failure)
    groups = list(alike.values()) if most else [[failure] for failure in report.failures]
    for group in groups[:most]:
        typer.echo(_told(min(group, key=lambda failure: len(json.dumps(failure.given))), len(group) - 1))
    if most and len(groups) > most:
        typer.echo(f"and {len(groups) - most} more schemas; --all shows everything")
    if quiet:
        return
    for name, at in report.barren:
        typer.echo(f"{paint(f'{at.file}:{at.line}', 'place')}: no valid instance of {name} was found")
    for language, why in report.skipped.items():
        typer.echo(f"{language:<17} skipped: {why}")
    for t in report.tallies:
        newer = f", newer {t.newer_survived} of {t.newer_tried}" if t.newer_tried else ""
        typer.echo(f"{t.language:<17} {t.survived} of {t.tried} instances of {report.schemas} schemas{newer}")


def _told(failure: Failure, others: int) -> str:
    """Several lines. `others`: how many more failed in the same schema and language."""
    from codegen.conform.compare import at

    place = f"{failure.position.file}:{failure.position.line}"
    where = f" at {failure.pointer}" if failure.pointer else ""
    head = f"{paint(place, 'place')}: {paint(failure.language, 'error')}: {failure.schema} ({failure.kind}){where}"
    lines = [f"{head}: {failure.message}"]
    lines.append(f"    given  {_short(at(failure.given, failure.pointer))}")
    if not isinstance(failure.got, Missing):
        lines.append(f"    got    {_short(at(failure.got, failure.pointer))}")
    return "\n".join([*lines, *([f"    and {others} more of this schema"] if others else [])])


def _short(value: Any) -> str:
    if isinstance(value, Missing):
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:297] + "..."
