"""The `leanvibe` command: start the assistant, and ask it. Exit statuses are listed in `docs/cli.md`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import handlers  # noqa: F401 - its import switches off the telemetry of all libraries
from clients.cli.variables import NAMES, PREFIX
from terminal.program import COMPLETION, Command, Group, Program


def _failed(error: Exception, options: Mapping[str, Any]) -> int:
    from clients.cli.errors import report_error

    return report_error(error)


PROGRAM = Program(
    "leanvibe",
    "leanvibe",
    Group(
        "A development assistant that runs on this machine and sends nothing anywhere.",
        {
            "serve": Command("Start the assistant.", "clients.cli.serve"),
            "ask": Command("Ask about your code.", "clients.cli.ask"),
            "search": Command("Find code by meaning.", "clients.cli.search"),
            "status": Command("Show the state of the server, its engines and its projects.", "clients.cli.status"),
            "open": Command("Open a page of the server in the browser.", "clients.cli.open"),
            "keys": Group(
                "Create, list, revoke and rotate the keys that open the server.",
                {
                    "create": Command("Create a key and print its secret.", "clients.cli.keys.create"),
                    "list": Command("List the keys.", "clients.cli.keys.list"),
                    "revoke": Command("Revoke a key.", "clients.cli.keys.revoke"),
                    "rotate": Command("Replace a key's secret.", "clients.cli.keys.rotate"),
                },
                'Example:\n  leanvibe keys create --class web --label "Firefox on the desk"',
            ),
            "completion": COMPLETION,
        },
        "Example:\n  leanvibe serve --project .\n  leanvibe ask 'How does it start?'",
    ),
    _failed,
    PREFIX,
    NAMES,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script."""
    return PROGRAM.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
