"""`leanvibe keys create`."""

from __future__ import annotations

from clients.cli.keys.options import CLASSES, add_json
from terminal.arguments import Parser, Text


def configure(parser: Parser) -> None:
    parser.description = "Create a key. Its secret is printed once, and the server keeps only a hash of it."
    parser.epilog = (
        "Examples:\n"
        '  leanvibe keys create --class web --label "Firefox on the desk"\n'
        "  LEANVIBE_KEY=$(leanvibe keys create --class cli) leanvibe status"
    )
    parser.add_argument(
        "--class",
        dest="client_class",
        required=True,
        choices=CLASSES,
        help="what the key is for; it decides the rate, and only cli keys manage keys",
    )
    parser.add_argument("--label", metavar="TEXT", type=Text(0, 100), default="", help="a note for the list of keys")
    add_json(parser)


def run(*, client_class: str, label: str, as_json: bool) -> int:
    from clients.cli.api import Api, with_api
    from clients.cli.keys.text import write_issued
    from generated import models

    def create(api: Api) -> int:
        body = models.KeyCreate.model_validate({"clientClass": client_class, "label": label})
        issued = api.post("/api/v1/keys", body, models.IssuedKey)
        write_issued(issued, "Created", as_json=as_json)
        return 0

    return with_api(create)
