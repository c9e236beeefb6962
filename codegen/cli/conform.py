"""`contracts conform`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codegen import config as configuration
from codegen.cli import options
from codegen.cli.options import split_targets
from codegen.cli.terminal import show_json
from codegen.config import Config, ConfigError
from codegen.contract import Missing
from terminal.arguments import Parser, integer, path
from terminal.output import paint, write_line
from terminal.progress import spinner

if TYPE_CHECKING:
    from codegen.conform import Failure, Report

EXAMPLES = (
    "Examples:\n  contracts conform petstore.yaml\n  contracts conform -t swift,typescript -n 100\n"
    "  contracts conform --swift 'docker run ... swift'"
)
SHOWN = 20


def configure(parser: Parser) -> None:
    parser.description = (
        "Send valid instances of every schema through Python, Swift and TypeScript and back: the JSON must be equal, "
        "including what a newer server may send: unknown members, enum values and cases. A language whose tools are "
        "not installed is skipped with a line; it is an error if --target names it."
    )
    parser.epilog = EXAMPLES
    options.add_specs(parser)
    options.add_config(parser)
    options.add_targets(parser)
    parser.add_argument(
        "--count", "-n", metavar="N", type=integer(1), default=20, help="valid instances of each schema"
    )
    parser.add_argument("--seed", metavar="N", type=integer(), default=0, help="the same seed makes the same instances")
    options.add_templates(parser)
    parser.add_argument(
        "--work", metavar="DIR", type=path, help="a folder to build in and keep, so that a second run is quick"
    )
    parser.add_argument(
        "--tsc",
        metavar="FILE",
        default=os.environ.get("CONTRACTS_TSC") or None,
        help="TypeScript's compiler; otherwise the variable CONTRACTS_TSC, then the PATH",
    )
    parser.add_argument(
        "--swift",
        metavar="COMMAND",
        default=os.environ.get("CONTRACTS_SWIFT") or None,
        help="the command that runs `swift`; otherwise the variable CONTRACTS_SWIFT, then the PATH",
    )
    parser.add_argument(
        "--all", dest="everything", action="store_true", help=f"every failure; otherwise the first {SHOWN}"
    )
    options.add_output(parser)


def run(
    *,
    specs: list[Path],
    config: Path | None,
    targets: list[str] | None,
    count: int,
    seed: int,
    templates: Path | None,
    work: Path | None,
    tsc: str | None,
    swift: str | None,
    everything: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    chosen = _config(specs, config, split_targets(targets), templates)
    try:
        import hypothesis  # noqa: F401
    except ImportError:
        raise ConfigError("conform makes its instances with Hypothesis: pip install hypothesis") from None
    from codegen.conform import Tools
    from codegen.conform import run as try_all

    tools = Tools.found(tsc or "", swift or "")
    for output in chosen.outputs if targets else ():
        if missing := tools.missing(output.target):
            raise ConfigError(missing)
    with spinner("conform", quiet=quiet or as_json) as update:
        report = try_all(chosen, count=count, seed=seed, tools=tools, work=work and work.resolve(), say=update)
    if as_json:
        show_json(**report.as_json())
    else:
        _show(report, quiet=quiet, most=None if everything else SHOWN)
    return 1 if report.failures else 0


def _config(specs: list[Path], file: Path | None, names: list[str] | None, templates: Path | None) -> Config:
    """The targets that can be tried, of documents or of a contracts.toml."""
    known = ("python", "swift", "typescript")
    for name in names or ():
        if name not in known:
            raise ConfigError(f"conform tries {', '.join(known)}, not {name!r}")
    if specs and file:
        raise ConfigError("give documents or --config, not both")
    if specs:
        read = configuration.of_documents(specs, Path("sdk"), names or known)
    else:
        read = configuration.read(file or configuration.find(Path.cwd()), outside=True)
        read = read.only(names or [output.target for output in read.outputs if output.target in known])
    return configuration.changed(read, templates=templates)


def _show(report: Report, *, quiet: bool, most: int | None) -> None:
    alike: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in report.failures:
        alike.setdefault((failure.language, failure.schema, failure.kind), []).append(failure)
    groups = list(alike.values()) if most else [[failure] for failure in report.failures]
    for group in groups[:most]:
        for line in _describe(min(group, key=lambda failure: len(json.dumps(failure.given))), len(group) - 1):
            write_line(line)
    if most and len(groups) > most:
        write_line(f"and {len(groups) - most} more schemas; --all shows everything")
    if quiet:
        return
    for name, at in report.barren:
        write_line(f"{paint(f'{at.file}:{at.line}', 'place')}: no valid instance of {name} was found")
    for language, why in report.skipped.items():
        write_line(f"{language:<17} skipped: {why}")
    for t in report.tallies:
        newer = f", newer {t.newer_survived} of {t.newer_tried}" if t.newer_tried else ""
        write_line(f"{t.language:<17} {t.survived} of {t.tried} instances of {report.schemas} schemas{newer}")


def _describe(failure: Failure, others: int) -> list[str]:
    """The lines of one failure. `others`: how many more failed in the same schema and language."""
    from codegen.conform.compare import at

    place = f"{failure.position.file}:{failure.position.line}"
    where = f" at {failure.pointer}" if failure.pointer else ""
    head = f"{paint(place, 'place')}: {paint(failure.language, 'error')}: {failure.schema} ({failure.kind}){where}"
    lines = [f"{head}: {failure.message}"]
    lines.append(f"    given  {_short(at(failure.given, failure.pointer))}")
    if not isinstance(failure.got, Missing):
        lines.append(f"    got    {_short(at(failure.got, failure.pointer))}")
    return [*lines, *([f"    and {others} more of this schema"] if others else [])]


def _short(value: Any) -> str:
    if isinstance(value, Missing):
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:297] + "..."
