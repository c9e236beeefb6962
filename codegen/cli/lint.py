"""`contracts lint`."""

from __future__ import annotations

from pathlib import Path

from codegen import config as configuration
from codegen.cli import options
from codegen.cli.options import Format
from codegen.cli.terminal import path, show, show_format, summary
from codegen.diagnostics import Diagnostics, Severity
from terminal.arguments import Parser
from terminal.output import write, write_line
from terminal.progress import spinner

EXAMPLES = "Examples:\n  contracts lint openapi.yaml\n  contracts lint --all --format sarif\n  contracts lint --rules"


def configure(parser: Parser) -> None:
    parser.description = (
        "Report what cannot be used (error), what is probably a mistake (warning), and advice (info). "
        "`x-lint-ignore: {rule/id: reason}` in a document silences a rule for the object that contains it."
    )
    parser.epilog = EXAMPLES
    options.add_specs(parser)
    options.add_config(parser)
    options.add_strict(parser)
    parser.add_argument("--all", dest="everything", action="store_true", help="also advice (info)")
    parser.add_argument("--rules", action="store_true", help="list the rules and stop")
    options.add_format(parser)
    options.add_output(parser)


def run(
    *,
    specs: list[Path],
    config: Path | None,
    strict: bool,
    everything: bool,
    rules: bool,
    style: Format,
    as_json: bool,
    quiet: bool,
) -> int:
    style = Format.JSON if as_json else style
    from codegen.lint import RULES, lint_documents
    from codegen.lint.reading import READING

    if rules:
        _print_rules(style)
        return 0
    documents = tuple(specs) if specs else configuration.read_documents(config or configuration.find(Path.cwd()))
    with spinner("reading", quiet=quiet or style is not Format.TEXT):
        diagnostics = lint_documents(documents)
    least = Severity.INFO if everything or style is Format.JSON else Severity.WARNING
    if style is Format.TEXT:
        show(diagnostics, least)
        if not quiet:
            _print_verdict(documents, diagnostics, everything=everything)
    else:
        show_format(style, diagnostics, least, {**READING, **{rule.id: rule.purpose for rule in RULES}})
    return 1 if diagnostics.fails(strict=strict) else 0


def _print_rules(style: Format) -> None:
    from codegen.lint import RULES
    from codegen.lint.page import page

    if style is Format.MARKDOWN:
        write(page(), end="")
    else:
        for rule in RULES:
            write_line(f"{rule.id:<28} {rule.severity:<8} {rule.purpose}")


def _print_verdict(documents: tuple[Path, ...], diagnostics: Diagnostics, *, everything: bool) -> None:
    names = ", ".join(path(document) for document in documents)
    hidden = diagnostics.count(Severity.INFO) and not everything
    write_line(f"{names}: {summary(diagnostics) or 'nothing found'}{' (--all shows infos)' if hidden else ''}")
