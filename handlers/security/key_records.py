"""What the server knows of a key besides its secret, as rows of the database."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

from handlers.clock import instant
from handlers.errors import NotFound
from handlers.storage.pages import Page, decode, page

ClientClass = Literal["ios", "web", "cli"]

_SELECT = "SELECT keys.rowid AS row, keys.*, key_uses.at AS used_at FROM keys LEFT JOIN key_uses ON key_id = id"


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """`in_file`: whether the key file of the data folder holds its secret."""

    id: str
    client_class: ClientClass
    label: str
    created_at: datetime
    rotated_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None
    in_file: bool

    def used(self, at: int) -> KeyRecord:
        """The same with a later use, in milliseconds."""
        return replace(self, used_at=instant(at))


def read_record(connection: sqlite3.Connection, key_id: str) -> KeyRecord:
    """Raises `NotFound` (`key_not_found`)."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (key_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no key {key_id}", code="key_not_found")
    return _record(row)


def read_page(
    connection: sqlite3.Connection, client_class: ClientClass | None, cursor: str | None, limit: int
) -> Page[KeyRecord]:
    """Oldest first, of one class or of all. Raises `NotFound` (`cursor_unknown`)."""
    of = f"keys/{client_class or '*'}"
    rows = connection.execute(
        f"{_SELECT} WHERE keys.rowid > ? AND client_class = coalesce(?, client_class) ORDER BY keys.rowid LIMIT ?",
        (decode(cursor, of=of), client_class, limit + 1),
    )
    return page([(row["row"], _record(row)) for row in rows], limit, of=of)


def live_count(connection: sqlite3.Connection) -> int:
    """How many keys are valid."""
    (count,) = connection.execute("SELECT count(*) FROM keys WHERE revoked_at IS NULL").fetchone()
    return int(count)


def _record(row: sqlite3.Row) -> KeyRecord:
    return KeyRecord(
        id=row["id"],
        client_class=cast("ClientClass", row["client_class"]),
        label=row["label"],
        created_at=instant(row["created_at"]),
        rotated_at=_instant(row["rotated_at"]),
        used_at=_instant(row["used_at"]),
        revoked_at=_instant(row["revoked_at"]),
        in_file=bool(row["in_file"]),
    )


def _instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else instant(milliseconds)
