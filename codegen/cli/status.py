"""`contracts status`."""

from __future__ import annotations

from pathlib import Path

import typer

from codegen import config as configuration
from codegen.cli.options import AsJson, ConfigFile, Quiet
from codegen.cli.terminal import paint, show_json, told

EXAMPLES = "Examples:  contracts status  ·  contracts status --json"


def status(config: ConfigFile = None, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Which operations have a handler, which answer 501 so far, and handlers that no operation calls."""
    with told(as_json):
        from codegen.status import read_status

        found = read_status(configuration.read(config or configuration.find(Path.cwd())))
        if as_json:
            show_json(**found.as_json())
            return
        for line in found.lines:
            if not quiet or line.wrong:
                typer.echo(f"{paint(f'{line.state:<16}', 'error' if line.wrong else 'faint')} {line.text}")
        typer.echo(found.summary())
