"""Keys as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal.escape import escape_line
from terminal.output import paint, write

if TYPE_CHECKING:
    from codegen.runtime.model import MISSING, DateTime
    from generated import models


def name_of(key: models.ApiKey) -> str:
    """`web key 0c5e2b7a91f4 "Firefox"`."""
    label = f' "{escape_line(key.label)}"' if key.label else ""
    return f"{key.client_class} key {key.id}{label}"


def state_of(key: models.ApiKey) -> str:
    from codegen.runtime.model import MISSING

    if key.revoked_at is not MISSING:
        return f"revoked {minute(key.revoked_at)}"
    return "in the key file" if key.in_key_file else "valid"


def minute(time: DateTime | MISSING) -> str:
    """`2026-11-24 10:00Z`, or `never`."""
    from datetime import UTC

    from codegen.runtime.model import MISSING

    return "never" if time is MISSING else time.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ")


def write_issued(issued: models.IssuedKey, done: str, *, as_json: bool) -> None:
    """The secret alone on standard output, so that a script can take it; the words on standard error."""
    from terminal.output import write_json

    if as_json:
        write_json(issued.model_dump(mode="json", by_alias=True))
        return
    write(f"{done} {name_of(issued.key)}. The secret is shown once; keep it now:", err=True)
    write(issued.secret)
    if issued.key.in_key_file:
        write(
            paint("The data folder's key file holds it, so commands on that machine go on working.", "faint"), err=True
        )
