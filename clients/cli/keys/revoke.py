"""`leanvibe keys revoke`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clients.cli.keys.options import add_id, add_json, add_yes
from terminal.arguments import Parser
from terminal.confirm import can_ask, confirm
from terminal.output import write, write_json

if TYPE_CHECKING:
    from clients.cli.api import Api

_LOCKED_OUT = (
    "This command uses that key, or the data folder's key file holds it: afterwards commands are refused until "
    "the server is restarted, which writes a new key file, or until LEANVIBE_KEY has another key."
)


def configure(parser: Parser) -> None:
    parser.description = (
        "Revoke a key: it is refused from now on, and its connections end within a second. At a terminal this asks "
        "first. The key in use is revoked only with --yes, or with a second confirmation."
    )
    parser.epilog = "Examples:\n  leanvibe keys revoke 0c5e2b7a91f4\n  leanvibe keys revoke 0c5e2b7a91f4 --yes --json"
    add_id(parser)
    add_yes(parser, "do not ask, and revoke the key even if it is in use")
    add_json(parser)


def run(*, key_id: str, yes: bool, as_json: bool) -> int:
    from clients.cli.api import with_api

    return with_api(lambda api: _revoke(api, key_id, yes, as_json))


def _revoke(api: Api, key_id: str, yes: bool, as_json: bool) -> int:
    from clients.cli.errors import ApiError
    from clients.cli.keys.text import name_of
    from generated import models

    path, asks = f"/api/v1/keys/{key_id}", can_ask() and not yes
    if asks and not confirm(f"Revoke {name_of(api.get(path, models.ApiKey))}?"):
        return _nothing()
    try:
        key = api.delete(f"{path}?force={'true' if yes else 'false'}", models.ApiKey)
    except ApiError as error:
        if error.code != "key_in_use":
            raise
        if not asks:
            raise ApiError(
                f"key {key_id} is in use. {_LOCKED_OUT} "
                f"Replace its secret with `leanvibe keys rotate {key_id}`, or revoke it with --yes"
            ) from None
        if not confirm(f"{_LOCKED_OUT} Revoke it?"):
            return _nothing()
        key = api.delete(f"{path}?force=true", models.ApiKey)
    if as_json:
        write_json(key.model_dump(mode="json", by_alias=True))
    else:
        write(f"Revoked {name_of(key)}")
    return 0


def _nothing() -> int:
    write("nothing was revoked", err=True)
    return 1
