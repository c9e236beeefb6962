"""`contracts status`."""

from __future__ import annotations

from pathlib import Path

from codegen import config as configuration
from codegen.cli import options
from codegen.cli.terminal import show_json
from terminal.arguments import Parser
from terminal.output import paint, write_line

EXAMPLES = "Examples:\n  contracts status\n  contracts status --json"


def configure(parser: Parser) -> None:
    parser.description = (
        "Report which operations have a handler, which answer 501, handlers that no operation calls, and what needs "
        "credentials."
    )
    parser.epilog = EXAMPLES
    options.add_config(parser)
    options.add_output(parser)


def run(*, config: Path | None, as_json: bool, quiet: bool) -> int:
    from codegen.status import read_status

    found = read_status(configuration.read(config or configuration.find(Path.cwd()), outside=True))
    if as_json:
        show_json(**found.as_json())
        return 0
    for line in found.lines:
        if not quiet or line.wrong:
            write_line(f"{paint(f'{line.state:<16}', 'error' if line.wrong else 'faint')} {line.text}")
    for guarded in found.guarded if not quiet else ():
        write_line(f"{paint('guarded'.ljust(16), 'faint')} {guarded.name}  by {guarded.security}")
    for place in found.open if found.guarded else ():
        state = paint("open".ljust(16), "error")
        write_line(f"{state} {place}: authenticate=OPEN serves what is guarded to every caller")
    write_line(found.summary())
    return 0
