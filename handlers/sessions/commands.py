"""Commands that are sent at least once and take effect exactly once: `(client, id) -> result`, kept 24 hours."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.clock import DAY_MS
from handlers.errors import Conflict
from handlers.storage.json_text import canonical, dump, load

KEPT_MS = DAY_MS


@dataclass(frozen=True, slots=True)
class Command:
    """What makes a repetition known: the sender, its idempotency key, and all that it asks for (as JSON)."""

    client: str
    id: str
    body: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a command as JSON, and whether it is that of an earlier time."""

    result: Any
    duplicate: bool


def once(connection: sqlite3.Connection, command: Command | None, now: int, work: Callable[[], Any]) -> Outcome:
    """`work()`, whose result is kept in the same transaction; or the kept result, when the command was here before.

    Raises `Conflict` (`idempotency_conflict`) when the same client used the same id for something else. A `work` that
    raises leaves nothing, so a refused command may be tried again. Without a command there is nothing to remember.
    """
    if command is None:
        return Outcome(work(), duplicate=False)
    known = recall(connection, command, now)
    if known is not None:
        return known
    result = work()
    connection.execute(
        "INSERT OR REPLACE INTO commands (client, id, body, result, at) VALUES (?, ?, ?, ?, ?)",
        (command.client, command.id, _digest(command), dump(result), now),
    )
    return Outcome(result, duplicate=False)


def recall(connection: sqlite3.Connection, command: Command, now: int) -> Outcome | None:
    """The kept result of a command, None when it was not here within 24 hours. Raises `Conflict` like `once`."""
    query = "SELECT body, result FROM commands WHERE client = ? AND id = ? AND at > ?"
    row = connection.execute(query, (command.client, command.id, now - KEPT_MS)).fetchone()
    if row is None:
        return None
    if row["body"] != _digest(command):
        raise Conflict(f"the id {command.id!r} was used for another command", code="idempotency_conflict")
    return Outcome(load(row["result"]), duplicate=True)


def forget_old(connection: sqlite3.Connection, now: int) -> None:
    """Drops the results that are older than 24 hours."""
    connection.execute("DELETE FROM commands WHERE at <= ?", (now - KEPT_MS,))


def _digest(command: Command) -> bytes:
    return hashlib.sha256(canonical(command.body)).digest()
