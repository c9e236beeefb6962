"""`leanvibe keys rotate`."""

from __future__ import annotations

from clients.cli.keys.options import add_id, add_json, add_yes
from terminal.arguments import Parser
from terminal.confirm import can_ask, confirm
from terminal.output import write


def configure(parser: Parser) -> None:
    parser.description = (
        "Replace a key's secret and print the new one, once. The former secret is refused from now on, without a grace "
        "period; id, class, label and sessions stay. Where the data folder's key file holds the key, it is rewritten. "
        "At a terminal this asks first."
    )
    parser.epilog = "Examples:\n  leanvibe keys rotate 0c5e2b7a91f4\n  leanvibe keys rotate 0c5e2b7a91f4 --yes --json"
    add_id(parser)
    add_yes(parser, "do not ask")
    add_json(parser)


def run(*, key_id: str, yes: bool, as_json: bool) -> int:
    from clients.cli.api import Api, with_api
    from clients.cli.keys.text import name_of, write_issued
    from generated import models

    path = f"/api/v1/keys/{key_id}"

    def rotate(api: Api) -> int:
        if can_ask() and not yes:
            name = name_of(api.get(path, models.ApiKey))
            if not confirm(f"Replace the secret of {name}? Clients with the former one are cut off."):
                write("nothing was changed", err=True)
                return 1
        write_issued(api.post(f"{path}/rotate", None, models.IssuedKey), "Replaced the secret of", as_json=as_json)
        return 0

    return with_api(rotate)
