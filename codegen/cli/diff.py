"""`contracts diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codegen import config as configuration
from codegen.cli.options import AsFormat, AsJson, ConfigFile, Format, Quiet
from codegen.cli.terminal import paint, progress, told
from codegen.config import ConfigError
from codegen.diagnostics import Severity

if TYPE_CHECKING:
    from codegen.diff import DiffReport

EXAMPLES = (
    "Examples:  contracts diff old.yaml new.yaml  ·  contracts diff git:main .  ·  "
    "contracts diff git:v1:api/openapi.yaml api/openapi.yaml --fail-on source --format markdown"
)


class FailOn(StrEnum):
    WIRE = "wire"
    SOURCE = "source"
    DOCS = "docs"
    NONE = "none"


def diff(
    old: Annotated[
        str | None,
        typer.Argument(metavar="OLD", help="A document, a folder with a contracts.toml, git:REV or git:REV:PATH."),
    ] = None,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same; otherwise the folder here.")] = ".",
    config: ConfigFile = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 1 from errors (wire), warnings (source) or infos (docs) on.")
    ] = FailOn.WIRE,
    severity: Annotated[
        list[str] | None,
        typer.Option("--severity", metavar="RULE=SEVERITY", help="off, info, warning or error; repeat it for more."),
    ] = None,
    ignore: Annotated[
        Path | None, typer.Option("--ignore", help="A TOML file of [[ignore]] tables: rule, match, reason.")
    ] = None,
    instances: Annotated[
        int, typer.Option("--instances", min=0, help="How many each compatible payload is tried with.")
    ] = 200,
    everything: Annotated[bool, typer.Option("--all", help="Also what nobody has to act on (info).")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and stop.")] = False,
    style: AsFormat = Format.TEXT,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """What a change of contracts breaks: on the wire, in code compiled against an SDK, or in what people read.

    What the server receives may widen, what it sends may narrow. Whatever the rules call compatible is tried with
    instances, so that no breaking change is hidden.
    """
    style = Format.JSON if as_json else style
    with told(style is Format.JSON):
        from codegen.diff import compare
        from codegen.diff.rules import RULES
        from codegen.diff.settings import read_settings
        from codegen.diff.version import open_version

        if rules:
            for rule in RULES:
                typer.echo(f"{rule.id:<40} {rule.level:<7} {rule.change}: {rule.purpose}")
            return
        if old is None:
            raise ConfigError("name what to compare with: contracts diff OLD [NEW]")
        file = config or _nearest()
        settings = read_settings(file, ignore, severity or (), RULES)
        waiting = progress("comparing", quiet or style is not Format.TEXT)
        with waiting, open_version(old, config) as before, open_version(new, config) as after:
            comparison = compare(before, after, settings, instances=instances)
        _print(comparison, style, fail_on, everything=everything, quiet=quiet)
        if comparison.fails(fail_on):
            raise typer.Exit(1)


def _nearest() -> Path | None:
    try:
        return configuration.find(Path.cwd())
    except ConfigError:
        return None


def _print(comparison: DiffReport, style: Format, fail_on: FailOn, *, everything: bool, quiet: bool) -> None:
    from codegen.diff import show

    least = Severity.INFO if everything or fail_on is FailOn.DOCS else Severity.WARNING
    if style is Format.TEXT:
        if quiet and not comparison.fails(fail_on):
            return
        for line in show.text(comparison, least, paint):
            typer.echo(line)
    elif style is Format.JSON:
        typer.echo(show.as_json(comparison, fail_on))
    elif style is Format.MARKDOWN:
        typer.echo(show.markdown(comparison, least))
    elif found := show.machines(style, comparison, least):
        typer.echo(found)
