"""`leanvibe keys list`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clients.cli.keys.options import CLASSES, add_json
from terminal.arguments import Parser
from terminal.escape import escape_line
from terminal.output import paint, write, write_json

if TYPE_CHECKING:
    from generated import models

_HEAD = ("ID", "CLASS", "CREATED", "LAST USED", "STATE", "LABEL")


def configure(parser: Parser) -> None:
    parser.description = "List the keys, oldest first: id, class, label, when they were created, last used and revoked."
    parser.epilog = "Examples:\n  leanvibe keys list\n  leanvibe keys list --class web --json"
    parser.add_argument("--class", dest="client_class", choices=CLASSES, help="only keys of this class")
    add_json(parser)


def run(*, client_class: str | None, as_json: bool) -> int:
    from clients.cli.api import Api, with_api
    from generated import models

    def show(api: Api) -> int:
        query = f"clientClass={client_class}" if client_class else ""
        keys = [key for page in api.pages("/api/v1/keys", models.KeyPage, query) for key in page.items]
        if as_json:
            write_json({"items": [key.model_dump(mode="json", by_alias=True) for key in keys]})
        else:
            _write_table(keys)
        return 0

    return with_api(show)


def _write_table(keys: Sequence[models.ApiKey]) -> None:
    from clients.cli.keys.text import minute, state_of
    from codegen.runtime.model import MISSING

    rows = [
        (
            key.id,
            key.client_class,
            minute(key.created_at),
            minute(key.last_used_at),
            state_of(key),
            escape_line(key.label),
        )
        for key in keys
    ]
    widths = [max(map(len, column)) for column in zip(_HEAD, *rows, strict=True)]

    def line(row: Sequence[str]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

    write(paint(line(_HEAD), "faint"))
    for key, row in zip(keys, rows, strict=True):
        write(line(row) if key.revoked_at is MISSING else paint(line(row), "faint"))
