"""One SQLite database behind an async face: every write in one thread and one transaction, reads beside it."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from handlers.environment import describe
from handlers.errors import Unavailable
from handlers.storage.boot import boot_id

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

MIGRATIONS = Path(__file__).parent / "migrations"

_PRAGMAS = (
    # Readers never wait for the writer, and the writer never for them.
    "journal_mode = WAL",
    # No fsync a commit: a killed process loses nothing, a power cut may lose the last commits but never tears the file.
    # What that means for event logs is settled by `ended_uncleanly`.
    "synchronous = NORMAL",
    "foreign_keys = ON",
    # Another process (a backup, a curious person's sqlite3) may hold a lock for a moment.
    "busy_timeout = 5000",
    # A checkpointed WAL is cut back to this size, so that one burst does not keep the disk for ever.
    f"journal_size_limit = {16 * 1024 * 1024}",
    "temp_store = MEMORY",  # nothing of a person's text in a temporary file
    "trusted_schema = OFF",
)


class MigrationError(Exception):
    """The database file cannot be brought to this version; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Migration:
    version: int
    name: str
    sql: str


class Database:
    """`await Database.open(path)`, then `read` and `write` plain functions of a connection; `close` once at the end."""

    def __init__(self, path: Path, writer: ThreadPoolExecutor, connection: sqlite3.Connection, readers: int) -> None:
        self._path = path
        self._writer = writer
        self._connection = connection
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._readers = ThreadPoolExecutor(readers, "sqlite-reader")
        self._closed = False
        self.ended_uncleanly = False

    @classmethod
    async def open(cls, path: Path, *, migrations: Path = MIGRATIONS, readers: int = 4) -> Database:
        """Creates the file (mode 0600) if need be and brings it to the newest version.

        Raises `MigrationError` for a file of a newer version or no database, `Unavailable` when the disk refuses.
        """
        writer = ThreadPoolExecutor(1, "sqlite-writer")
        try:
            connection = await asyncio.wrap_future(writer.submit(_open_for_writing, path, _load(migrations)))
            database = cls(path, writer, connection, readers)
            database.ended_uncleanly = await asyncio.wrap_future(writer.submit(_mark_running, connection))
        except BaseException:
            writer.shutdown(wait=False)
            raise
        return database

    async def write(self, work: Work[T], *, committed: Callable[[], object] | None = None) -> T:
        """Runs `work` in one transaction in the writer thread: committed when it returns, undone when it raises.

        `committed` is called in the event loop after the commit, even when whoever waits here was cancelled meanwhile.
        """
        self._require_open()
        loop = asyncio.get_running_loop()
        future = self._writer.submit(_in_transaction, self._connection, "BEGIN IMMEDIATE", work)
        if committed is not None:

            def after(done: Future[T]) -> None:
                if not done.cancelled() and done.exception() is None and not loop.is_closed():
                    loop.call_soon_threadsafe(committed)

            future.add_done_callback(after)
        return await asyncio.wrap_future(future)

    async def read(self, work: Work[T]) -> T:
        """Runs `work` on one consistent snapshot, in a reader thread; it cannot write."""
        self._require_open()
        return await asyncio.wrap_future(self._readers.submit(self._read, work))

    async def close(self) -> None:
        """Finishes what was submitted, folds the WAL into the file and marks a clean end. May be called twice."""
        if self._closed:
            return
        self._closed = True
        await asyncio.to_thread(self._readers.shutdown)
        for reader in self._opened:
            reader.close()
        await asyncio.wrap_future(self._writer.submit(_close, self._connection))
        self._writer.shutdown()

    def _require_open(self) -> None:
        if self._closed:
            raise Unavailable("the database is closed")

    def _read(self, work: Work[T]) -> T:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connect(self._path)
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
            self._opened.append(connection)
        return _in_transaction(connection, "BEGIN", work)


def _connect(path: Path) -> sqlite3.Connection:
    # Transactions are ours (isolation_level None); `close` runs in another thread than the one that opened it.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _in_transaction(connection: sqlite3.Connection, begin: str, work: Work[T]) -> T:
    try:
        connection.execute(begin)
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise  # a bug, or a rule of the schema that the caller expects
        raise Unavailable(f"the database could not be used: {fault(error)}") from error
    return result


def _open_for_writing(path: Path, migrations: tuple[_Migration, ...]) -> sqlite3.Connection:
    try:
        # SQLite gives -wal and -shm the mode of the main file, so the file must exist with the right one first.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        path.chmod(0o600)
        connection = _connect(path)
    except sqlite3.DatabaseError as error:
        raise MigrationError(f"cannot read the database {path}: {fault(error)}") from error
    except OSError as error:
        raise Unavailable(f"cannot open {describe(error, path)}") from error
    try:
        _migrate(path, connection, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def fault(error: sqlite3.Error) -> str:
    """What SQLite says and what the person can do about it."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:  # the lower byte is the primary code
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            fix = "free some space on its disk, or look for the disk's own errors"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            fix = "give the folder and its files to the user who runs the server (chown, chmod)"
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            fix = "restore it from a backup, or move it away to begin with an empty one"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            fix = "end the program that has it open"
        case _:
            return str(error)
    return f"{error}: {fix}"


def _load(folder: Path) -> tuple[_Migration, ...]:
    """The files `NNNN_name.sql` of a folder, in order and without a hole."""
    found: list[_Migration] = []
    for file in sorted(folder.glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_\w+", file.stem)
        if match is None or int(match[1]) != len(found) + 1:
            raise MigrationError(f"{file.name}: expected {len(found) + 1:04d}_<name>.sql here")
        found.append(_Migration(int(match[1]), file.name, file.read_text(encoding="utf-8")))
    return tuple(found)


def _migrate(path: Path, connection: sqlite3.Connection, migrations: tuple[_Migration, ...]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise MigrationError(
            f"{path} is of version {version}, this program knows up to {len(migrations)}: "
            "update the program, or point LEANVIBE_DATA_DIR at another folder"
        )
    for migration in migrations[version:]:
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{migration.sql}\nPRAGMA user_version = {migration.version};\nCOMMIT;"
            )
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise MigrationError(f"{path}: {migration.name} failed: {fault(error)}") from error


def _mark_running(connection: sqlite3.Connection) -> bool:
    """Notes that somebody is at work, on the disk for sure; True when the machine stopped under whoever was before.

    A killed process leaves its mark too, but under the same boot, and loses nothing that it had committed.
    """
    connection.execute(
        "CREATE TABLE IF NOT EXISTS running (one INTEGER PRIMARY KEY CHECK (one = 1), boot TEXT NOT NULL)"
    )
    boot = boot_id()
    row = connection.execute("SELECT boot FROM running").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("INSERT OR REPLACE INTO running (one, boot) VALUES (1, ?)", (boot or secrets.token_hex(8),))
    connection.execute("PRAGMA synchronous = NORMAL")
    return row is not None and row["boot"] != boot


def _close(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("DELETE FROM running")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
