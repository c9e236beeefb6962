"""Bearer keys: who a caller is. Kept as hashes; the one plain copy is a file that only its owner can read."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import os
import re
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from handlers.clock import Clock, instant, now_ms
from handlers.errors import NotFound, Unauthenticated
from handlers.storage.database import Database

ClientClass = Literal["ios", "web", "cli"]

# lv_<id>_<secret>: the prefix lets a secret scanner find a leaked one, the id finds the record without a search.
KEY_PATTERN = re.compile(r"lv_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
_FILE_LABEL = "key file"


@dataclass(frozen=True, slots=True)
class Principal:
    """Whoever holds a key: its id, and the class that decides the rate."""

    key_id: str
    client_class: ClientClass


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """What is known of a key; never the key."""

    id: str
    client_class: ClientClass
    label: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Live:
    principal: Principal
    digest: bytes


class Keys:
    """Create, verify and revoke. Verifying reads memory only; every change is on disk before it counts."""

    def __init__(self, database: Database, live: dict[str, _Live], clock: Clock) -> None:
        self._database = database
        self._live = live
        self._clock = clock
        self._revoked: list[Callable[[str], None]] = []

    @classmethod
    async def open(cls, database: Database, *, clock: Clock = now_ms) -> Keys:
        rows = await database.read(
            lambda c: c.execute("SELECT id, client_class, digest FROM keys WHERE revoked_at IS NULL").fetchall()
        )
        live = {row["id"]: _Live(Principal(row["id"], row["client_class"]), row["digest"]) for row in rows}
        return cls(database, live, clock)

    def verify(self, key: str) -> Principal:
        """Whoever this key belongs to. Raises `Unauthenticated`, always with the same words."""
        found = KEY_PATTERN.fullmatch(key)
        live = self._live.get(found[1]) if found else None
        # Compared even when there is nothing to compare with, so that time tells nothing about ids.
        if hmac.compare_digest(_digest(key), live.digest if live else bytes(32)) and live:
            return live.principal
        raise Unauthenticated("the key is missing, wrong or revoked")

    async def create(self, client_class: ClientClass, label: str = "") -> tuple[KeyRecord, str]:
        """A new key: its record, and the plain text, which nobody can see again."""
        identifier, at = secrets.token_hex(6), self._clock()
        key = f"lv_{identifier}_{secrets.token_urlsafe(32)}"
        live = _Live(Principal(identifier, client_class), _digest(key))
        await self._database.write(
            lambda c: c.execute(
                "INSERT INTO keys (id, client_class, label, digest, created_at) VALUES (?, ?, ?, ?, ?)",
                (identifier, client_class, label, live.digest, at),
            )
        )
        self._live[identifier] = live
        return KeyRecord(identifier, client_class, label, instant(at), None), key

    async def revoke(self, key_id: str) -> None:
        """Ends a key at once: `verify` refuses it and whoever asked by `on_revoked` hears. Raises `NotFound`."""
        at = self._clock()

        def work(connection: sqlite3.Connection) -> int:
            query = "UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?"
            return connection.execute(query, (at, key_id)).rowcount

        if await self._database.write(work) == 0:
            raise NotFound(f"there is no key {key_id}")
        if self._live.pop(key_id, None) is not None:
            for hear in list(self._revoked):
                hear(key_id)

    def on_revoked(self, hear: Callable[[str], None]) -> Callable[[], None]:
        """Calls `hear(key_id)` in the event loop when a key ends, until the returned function is called."""
        self._revoked.append(hear)
        return lambda: self._revoked.remove(hear)

    async def records(self) -> list[KeyRecord]:
        """Every key there ever was, oldest first."""
        query = "SELECT id, client_class, label, created_at, revoked_at FROM keys ORDER BY created_at, rowid"
        return await self._database.read(lambda c: [_record(row) for row in c.execute(query)])

    async def ensure_file(self, path: Path) -> str:
        """The key of this machine's person, from the file `path`; made, with class cli, where it is missing or void.

        Deleting the file and starting the server again is how a person changes the key: the former one is revoked.
        """
        key = await asyncio.to_thread(_read_private, path)
        try:
            self.verify(key)
        except Unauthenticated:
            for record in await self.records():
                if record.label == _FILE_LABEL and record.revoked_at is None:
                    await self.revoke(record.id)
            _, key = await self.create("cli", _FILE_LABEL)
            await asyncio.to_thread(_write_private, path, key + "\n")
        return key


def _digest(key: str) -> bytes:
    # A plain hash is right here: 256 random bits cannot be guessed, so there is nothing for a slow hash to slow down.
    return hashlib.sha256(key.encode()).digest()


def _record(row: sqlite3.Row) -> KeyRecord:
    revoked = row["revoked_at"]
    return KeyRecord(
        row["id"],
        cast("ClientClass", row["client_class"]),
        row["label"],
        instant(row["created_at"]),
        None if revoked is None else instant(revoked),
    )


def _read_private(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    path.chmod(0o600)
    return text.strip()


def _write_private(path: Path, text: str) -> None:
    """Readable by its owner from its first byte on, and there as a whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
