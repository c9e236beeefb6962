"""`contracts diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from codegen import config as configuration
from codegen.cli import options
from codegen.cli.options import Format
from codegen.cli.terminal import write_report
from codegen.config import ConfigError
from codegen.diagnostics import Severity
from terminal.arguments import Parser, integer, member, path
from terminal.output import paint, write, write_line
from terminal.progress import spinner

if TYPE_CHECKING:
    from codegen.diff import DiffReport

EXAMPLES = (
    "Examples:\n  contracts diff old.yaml new.yaml\n  contracts diff git:main .\n"
    "  contracts diff git:v1:api/openapi.yaml api/openapi.yaml --fail-on source --format markdown"
)


class FailOn(StrEnum):
    WIRE = "wire"
    SOURCE = "source"
    DOCS = "docs"
    NONE = "none"


def configure(parser: Parser) -> None:
    parser.description = (
        "Report what a change of contracts breaks: on the wire, in code compiled against an SDK, or in documentation. "
        "What the server receives may widen, what it sends may narrow. Whatever the rules call compatible is tried "
        "with instances, so that no breaking change is hidden."
    )
    parser.epilog = EXAMPLES
    parser.add_argument(
        "old", metavar="OLD", nargs="?", help="a document, a folder with a contracts.toml, git:REV or git:REV:PATH"
    )
    parser.add_argument("new", metavar="NEW", nargs="?", default=".", help="the same; otherwise the current folder")
    options.add_config(parser)
    parser.add_argument(
        "--fail-on",
        type=member(FailOn),
        choices=list(FailOn),
        default=FailOn.WIRE,
        help="exit with 1 from errors (wire), warnings (source) or infos (docs) on",
    )
    parser.add_argument(
        "--severity",
        metavar="RULE=SEVERITY",
        action="append",
        default=[],
        help="off, info, warning or error; may be repeated",
    )
    parser.add_argument(
        "--ignore", metavar="FILE", type=path, help="a TOML file of [[ignore]] tables: rule, match, reason"
    )
    parser.add_argument(
        "--instances",
        metavar="N",
        type=integer(0),
        default=200,
        help="instances that each compatible payload is tried with",
    )
    parser.add_argument("--all", dest="everything", action="store_true", help="also changes that need no action (info)")
    parser.add_argument("--rules", action="store_true", help="list the rules and stop")
    options.add_format(parser)
    options.add_output(parser)


def run(
    *,
    old: str | None,
    new: str,
    config: Path | None,
    fail_on: FailOn,
    severity: list[str],
    ignore: Path | None,
    instances: int,
    everything: bool,
    rules: bool,
    style: Format,
    as_json: bool,
    quiet: bool,
) -> int:
    style = Format.JSON if as_json else style
    from codegen.diff import compare
    from codegen.diff.rules import RULES
    from codegen.diff.settings import read_settings
    from codegen.diff.version import open_version

    if rules:
        for rule in RULES:
            write(f"{rule.id:<40} {rule.level:<7} {rule.change}: {rule.purpose}")
        return 0
    if old is None:
        raise ConfigError("name what to compare with: contracts diff OLD [NEW]")
    file = config or _nearest()
    settings = read_settings(file, ignore, severity, RULES)
    waiting = spinner("comparing", quiet=quiet or style is not Format.TEXT)
    with waiting, open_version(old, config) as before, open_version(new, config) as after:
        comparison = compare(before, after, settings, instances=instances)
    _print(comparison, style, fail_on, everything=everything, quiet=quiet)
    return 1 if comparison.fails(fail_on) else 0


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
            write_line(line)
    elif style is Format.JSON:
        write_report(style, show.as_json(comparison, fail_on))
    elif style is Format.MARKDOWN:
        write(show.markdown(comparison, least))
    elif found := show.machines(style, comparison, least):
        write_report(style, found)
