"""Bearer keys: who a caller is. The server keeps hashes; the secret of one key is in a file for this machine's CLI."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict, Unauthenticated
from handlers.security.key_file import KeyFile
from handlers.security.key_records import ClientClass, KeyRecord, live_count, read_page, read_record
from handlers.storage.database import Database
from handlers.storage.pages import Page

# lv_<id>_<secret>: the prefix lets a secret scanner find a leaked one, the id finds the record without a search.
KEY_PATTERN = re.compile(r"lv_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
MAX_LIVE = 100
"""Valid keys at a time; all of them are in memory."""


@dataclass(frozen=True, slots=True)
class Principal:
    """The holder of a key: the key's id, and the class that decides the rate."""

    key_id: str
    client_class: ClientClass


@dataclass(frozen=True, slots=True)
class _Live:
    principal: Principal
    digest: bytes


class Keys:
    """Create, verify, rotate and revoke. `verify` reads memory only; every change is committed before it counts.

    Memory changes in the event loop after the commit, even where the caller was cancelled in between: a key whose
    revocation is on disk is never accepted again.
    """

    def __init__(self, database: Database, file: KeyFile | None, live: dict[str, _Live], clock: Clock) -> None:
        self._database = database
        self._file = file
        self._live = live
        self._clock = clock
        self._used: dict[str, int] = {}  # milliseconds, by id; what `save_uses` has not written yet
        self._listeners: list[Callable[[str], None]] = []

    @classmethod
    async def open(cls, database: Database, *, file: KeyFile | None = None, clock: Clock = now_ms) -> Keys:
        """`file` holds the secret of one key of class cli; `ensure_file` creates it."""
        rows = await database.read(
            lambda c: c.execute("SELECT id, client_class, digest FROM keys WHERE revoked_at IS NULL").fetchall()
        )
        live = {row["id"]: _Live(Principal(row["id"], row["client_class"]), row["digest"]) for row in rows}
        return cls(database, file, live, clock)

    def verify(self, key: str) -> Principal:
        """The holder of this key. Raises `Unauthenticated`, always with the same words."""
        match = KEY_PATTERN.fullmatch(key)
        live = self._live.get(match[1]) if match else None
        # Compared even when there is nothing to compare with, so that time tells nothing about ids.
        if hmac.compare_digest(_digest(key), live.digest if live else bytes(32)) and live:
            self._used[live.principal.key_id] = self._clock()
            return live.principal
        raise Unauthenticated("the key is missing, wrong or revoked")

    async def create(self, client_class: ClientClass, label: str = "") -> tuple[KeyRecord, str]:
        """A new key and its secret, which no later call returns. Raises `Conflict` (`key_limit`)."""
        return await self._create(client_class, label, in_file=None)

    async def rotate(self, key_id: str) -> tuple[KeyRecord, str]:
        """The key with a new secret; the former one is refused at once, and its connections end.

        Rewrites the key file where it held the former secret. Raises `NotFound` (`key_not_found`), `Conflict`
        (`key_revoked`), `Unavailable`.
        """
        secret, at = _secret(key_id), self._clock()
        digest = _digest(secret)

        def work(connection: sqlite3.Connection) -> KeyRecord:
            if read_record(connection, key_id).revoked_at is not None:
                raise Conflict(f"key {key_id} is revoked: create a new one", code="key_revoked")
            connection.execute("UPDATE keys SET digest = ?, rotated_at = ? WHERE id = ?", (digest, at, key_id))
            record = read_record(connection, key_id)
            if record.in_file and self._file is not None:
                self._file.write(secret)  # last: where it fails, the transaction is undone
            return record

        def replaced() -> None:
            self._live[key_id] = replace(self._live[key_id], digest=digest)
            self._ended(key_id)

        return self._with_use(await self._database.write(work, committed=replaced)), secret

    async def revoke(self, key_id: str) -> KeyRecord:
        """Refuses the key from now on and ends its connections; a revoked key stays as it is.

        Removes the key file where it held the secret: the next start writes a new one. Raises `NotFound`
        (`key_not_found`), `Unavailable`.
        """
        at = self._clock()

        def work(connection: sqlite3.Connection) -> KeyRecord:
            in_file = read_record(connection, key_id).in_file
            query = "UPDATE keys SET revoked_at = coalesce(revoked_at, ?), in_file = 0 WHERE id = ?"
            connection.execute(query, (at, key_id))
            if in_file and self._file is not None:
                self._file.remove()
            return read_record(connection, key_id)

        def dropped() -> None:
            if self._live.pop(key_id, None) is not None:
                self._ended(key_id)

        return self._with_use(await self._database.write(work, committed=dropped))

    def on_revoked(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Calls `listener(key_id)` in the event loop when a secret ends, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def get(self, key_id: str) -> KeyRecord:
        """Raises `NotFound` (`key_not_found`)."""
        return self._with_use(await self._database.read(lambda c: read_record(c, key_id)))

    async def list(
        self, *, client_class: ClientClass | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[KeyRecord]:
        """Every key there ever was, oldest first. Raises `NotFound` (`cursor_unknown`)."""
        page = await self._database.read(lambda c: read_page(c, client_class, cursor, limit))
        return replace(page, items=tuple(self._with_use(record) for record in page.items))

    async def save_uses(self) -> None:
        """Writes when each key was last accepted; call it now and then, and at the end."""
        uses = dict(self._used)
        if uses:
            query = "INSERT INTO key_uses VALUES (?, ?) ON CONFLICT (key_id) DO UPDATE SET at = max(at, excluded.at)"
            await self._database.write(lambda c: c.executemany(query, uses.items()))
        # After the write, so that one that failed is repeated; without uses that came in between.
        self._used = {key_id: at for key_id, at in self._used.items() if at != uses.get(key_id)}

    async def ensure_file(self) -> str:
        """The secret in the key file, which is written where it is missing or not valid.

        Deleting the file and starting the server again is how a person replaces the secret without the old one.
        """
        assert self._file is not None
        secret = await asyncio.to_thread(self._file.read)
        try:
            self.verify(secret)
        except Unauthenticated:
            query = "SELECT id FROM keys WHERE in_file AND revoked_at IS NULL"
            row = await self._database.read(lambda c: c.execute(query).fetchone())
            _, secret = await (
                self._create("cli", "key file", in_file=self._file) if row is None else self.rotate(row["id"])
            )
        return secret

    async def _create(self, client_class: ClientClass, label: str, *, in_file: KeyFile | None) -> tuple[KeyRecord, str]:
        key_id, at = secrets.token_hex(6), self._clock()
        secret = _secret(key_id)
        live = _Live(Principal(key_id, client_class), _digest(secret))

        def work(connection: sqlite3.Connection) -> KeyRecord:
            if in_file is None and live_count(connection) >= MAX_LIVE:
                raise Conflict(f"{MAX_LIVE} keys are valid already: revoke one first", code="key_limit")
            connection.execute(
                "INSERT INTO keys (id, client_class, label, digest, created_at, in_file) VALUES (?, ?, ?, ?, ?, ?)",
                (key_id, client_class, label, live.digest, at, in_file is not None),
            )
            if in_file is not None:
                in_file.write(secret)
            return read_record(connection, key_id)

        return await self._database.write(work, committed=lambda: self._live.update({key_id: live})), secret

    def _ended(self, key_id: str) -> None:
        for listener in list(self._listeners):
            listener(key_id)

    def _with_use(self, record: KeyRecord) -> KeyRecord:
        at = self._used.get(record.id)
        return record if at is None else record.used(at)


def _secret(key_id: str) -> str:
    return f"lv_{key_id}_{secrets.token_urlsafe(32)}"


def _digest(key: str) -> bytes:
    # A plain hash is right here: 256 random bits cannot be guessed, so there is nothing for a slow hash to slow down.
    return hashlib.sha256(key.encode()).digest()
