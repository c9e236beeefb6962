"""The database: transactions, snapshots, migrations, file modes, and what is noticed after a crash."""

import asyncio
import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from handlers.errors import Unavailable
from handlers.storage.boot import boot_id
from handlers.storage.database import Database, MigrationError


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_notes.sql").write_text("CREATE TABLE notes (text TEXT NOT NULL UNIQUE);")
    return folder


@pytest.fixture
async def database(tmp_path: Path, migrations: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "notes.db", migrations=migrations)
    yield database
    await database.close()


def add(text: str, connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO notes VALUES (?)", (text,))


def count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])


async def test_what_was_written_is_read_back_after_a_restart(tmp_path: Path, migrations: Path) -> None:
    for expected in (1, 2):
        database = await Database.open(tmp_path / "notes.db", migrations=migrations)
        await database.write(partial(add, f"note {expected}"))
        assert await database.read(count) == expected
        await database.close()
    assert not (tmp_path / "notes.db-wal").exists()


async def test_a_write_that_raises_leaves_nothing(database: Database) -> None:
    def half(connection: sqlite3.Connection) -> None:
        add("first", connection)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        await database.write(half)
    assert await database.read(count) == 0


async def test_concurrent_writes_and_reads_all_succeed(database: Database) -> None:
    await asyncio.gather(
        *(database.write(partial(add, str(i))) for i in range(100)),
        *(database.read(count) for _ in range(100)),
    )
    assert await database.read(count) == 100


async def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(Unavailable, match="readonly"):
        await database.read(lambda c: add("no", c))


async def test_committed_is_called_even_when_the_caller_gave_up(database: Database) -> None:
    called = asyncio.Event()
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work(connection: sqlite3.Connection) -> None:
        loop.call_soon_threadsafe(started.set)
        add("kept", connection)

    task = asyncio.create_task(database.write(work, committed=called.set))
    await started.wait()
    task.cancel()
    await asyncio.wait_for(called.wait(), 5)
    assert await database.read(count) == 1


async def test_committed_is_not_called_when_the_write_failed(database: Database) -> None:
    calls: list[str] = []
    await database.write(lambda c: add("a", c))
    with pytest.raises(sqlite3.IntegrityError):
        await database.write(lambda c: add("a", c), committed=lambda: calls.append("called"))
    await asyncio.sleep(0)
    assert calls == []


async def test_files_are_private(tmp_path: Path, database: Database) -> None:
    await database.write(lambda c: add("secret", c))
    modes = {name: stat.S_IMODE(os.stat(tmp_path / name).st_mode) for name in os.listdir(tmp_path) if ".db" in name}
    assert set(modes) == {"notes.db", "notes.db-wal", "notes.db-shm"}
    assert set(modes.values()) == {0o600}


async def test_a_closed_database_says_so(database: Database) -> None:
    await database.close()
    with pytest.raises(Unavailable, match="closed"):
        await database.read(count)


async def test_new_migrations_are_applied_once_and_in_order(tmp_path: Path, migrations: Path) -> None:
    await (await Database.open(tmp_path / "notes.db", migrations=migrations)).close()
    (migrations / "0002_colour.sql").write_text("ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'red';")
    for _ in range(2):
        database = await Database.open(tmp_path / "notes.db", migrations=migrations)
        columns = await database.read(lambda c: [row["name"] for row in c.execute("PRAGMA table_info(notes)")])
        assert columns == ["text", "colour"]
        await database.close()


async def test_a_failing_migration_changes_nothing(tmp_path: Path, migrations: Path) -> None:
    (migrations / "0002_bad.sql").write_text("CREATE TABLE half (x); SELECT nonsense FROM nowhere;")
    with pytest.raises(MigrationError, match=r"0002_bad.sql.*nowhere"):
        await Database.open(tmp_path / "notes.db", migrations=migrations)
    (migrations / "0002_bad.sql").unlink()
    database = await Database.open(tmp_path / "notes.db", migrations=migrations)
    tables = await database.read(lambda c: [row[0] for row in c.execute("SELECT name FROM sqlite_schema")])
    assert "half" not in tables
    await database.close()


async def test_bad_files_are_told_apart(tmp_path: Path, migrations: Path) -> None:
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(MigrationError, match="is of version 9, this program knows up to 1: update"):
        await Database.open(newer, migrations=migrations)
    text = tmp_path / "text.db"
    text.write_text("this is no database" * 100)
    with pytest.raises(MigrationError, match="not a database"):
        await Database.open(text, migrations=migrations)
    with pytest.raises(Unavailable, match="No such file"):
        await Database.open(tmp_path / "absent" / "x.db", migrations=migrations)
    (migrations / "0003_hole.sql").write_text("")
    with pytest.raises(MigrationError, match=r"0003_hole.sql: expected 0002_<name>.sql"):
        await Database.open(tmp_path / "notes.db", migrations=migrations)


@pytest.mark.parametrize(
    ("left_behind", "unclean"),
    [
        (None, False),  # closed in good order
        ("same", False),  # killed, and the machine went on: every commit is there
        ("other", True),  # the machine stopped: the last commits may be lost
    ],
)
async def test_only_an_end_of_the_machine_is_an_unclean_end(
    tmp_path: Path, migrations: Path, left_behind: str | None, unclean: bool
) -> None:
    database = await Database.open(tmp_path / "notes.db", migrations=migrations)
    assert database.ended_uncleanly is False
    await database.close()
    if left_behind is not None:
        boot = boot_id() if left_behind == "same" else "another-boot"
        connection = sqlite3.connect(tmp_path / "notes.db")
        connection.execute("INSERT INTO running VALUES (1, ?)", (boot,))
        connection.commit()
        connection.close()
    database = await Database.open(tmp_path / "notes.db", migrations=migrations)
    assert database.ended_uncleanly is unclean
    await database.close()
