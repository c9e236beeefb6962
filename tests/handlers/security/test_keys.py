"""Keys: created, verified, rotated, revoked and listed, on a real database and a real key file."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from handlers.errors import Conflict, NotFound, Unauthenticated, Unavailable
from handlers.security.key_file import KeyFile
from handlers.security.keys import MAX_LIVE, Keys
from handlers.storage.database import MIGRATIONS, Database
from tests.handlers.conftest import SteppedClock


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "key")


@pytest.fixture
async def keys(database: Database, file: KeyFile, clock: SteppedClock) -> Keys:
    return await Keys.open(database, file=file, clock=clock)


def refused(keys: Keys, secret: str) -> bool:
    try:
        keys.verify(secret)
    except Unauthenticated:
        return True
    return False


async def test_a_rotated_key_keeps_everything_but_its_secret(
    keys: Keys, database: Database, clock: SteppedClock
) -> None:
    created, former = await keys.create("web", "desk")
    ended: list[str] = []
    keys.on_revoked(ended.append)
    clock.step(seconds=5)
    rotated, secret = await keys.rotate(created.id)
    assert (rotated.id, rotated.client_class, rotated.label) == (created.id, "web", "desk")
    assert rotated.rotated_at is not None and rotated.rotated_at > created.created_at
    for current in (keys, await Keys.open(database)):  # after a restart, too
        assert refused(current, former)
        assert current.verify(secret).key_id == created.id
    assert ended == [created.id]


async def test_a_revoked_key_stays_revoked(keys: Keys, database: Database, clock: SteppedClock) -> None:
    created, secret = await keys.create("ios")
    ended: list[str] = []
    keys.on_revoked(ended.append)
    revoked = await keys.revoke(created.id)
    clock.step(seconds=5)
    assert (await keys.revoke(created.id)).revoked_at == revoked.revoked_at
    assert ended == [created.id]
    assert refused(keys, secret) and refused(await Keys.open(database), secret)
    with pytest.raises(Conflict) as conflict:
        await keys.rotate(created.id)
    assert conflict.value.code == "key_revoked"


@pytest.mark.parametrize("change", ["rotate", "revoke"])
async def test_a_change_counts_even_where_its_caller_has_gone(keys: Keys, tmp_path: Path, change: str) -> None:
    """A client that closes its connection in the middle must not leave the former secret valid in memory."""
    created, secret = await keys.create("web")
    changing = asyncio.create_task(getattr(keys, change)(created.id))
    await asyncio.sleep(0)
    with closing(sqlite3.connect(tmp_path / "leanvibe.db")) as reader:
        # The event loop stands still meanwhile, so that the cancellation comes between the commit and its return.
        while not any(reader.execute("SELECT revoked_at, rotated_at FROM keys").fetchone()):
            time.sleep(0.001)  # noqa: ASYNC251
    changing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await changing
    assert refused(keys, secret)


@pytest.mark.parametrize("operation", ["rotate", "revoke", "get"])
async def test_an_unknown_key_is_not_found(keys: Keys, operation: str) -> None:
    with pytest.raises(NotFound) as missing:
        await getattr(keys, operation)("0" * 12)
    assert missing.value.code == "key_not_found"


async def test_the_key_file_holds_the_secret_of_its_key(keys: Keys, database: Database, file: KeyFile) -> None:
    secret = await keys.ensure_file()
    own = keys.verify(secret)
    assert (own.client_class, file.read(), await keys.ensure_file()) == ("cli", secret, secret)
    _, rotated = await keys.rotate(own.key_id)
    assert (file.read(), file.path.stat().st_mode & 0o777) == (rotated, 0o600)
    await keys.revoke(own.key_id)
    assert not file.path.exists()
    restarted = await Keys.open(database, file=file)
    assert restarted.verify(await restarted.ensure_file()).key_id != own.key_id


@pytest.mark.parametrize("text", [None, "", "lv_000000000000_" + "A" * 43, "\udcff", "\x00" * 1000])
async def test_a_file_without_its_secret_gets_another_one_of_the_same_key(
    keys: Keys, file: KeyFile, text: str | None
) -> None:
    """So that the sessions of this machine's CLI stay its own."""
    former = await keys.ensure_file()
    if text is None:
        file.path.unlink()
    else:
        file.path.write_bytes(text.encode(errors="surrogateescape"))
    secret = await keys.ensure_file()
    assert refused(keys, former)
    assert keys.verify(secret).key_id == former.split("_")[1]


async def test_a_key_file_that_cannot_be_written_changes_nothing(keys: Keys, file: KeyFile) -> None:
    secret = await keys.ensure_file()
    file.path.with_name("key.new").mkdir()  # permissions do not stop root, a folder does
    with pytest.raises(Unavailable, match=r"cannot write the key file .*/key: "):
        await keys.rotate(secret.split("_")[1])
    assert not refused(keys, secret)
    assert file.read() == secret


async def test_a_label_does_not_make_a_key_the_one_of_the_file(keys: Keys, database: Database, file: KeyFile) -> None:
    created, secret = await keys.create("web", "key file")
    await keys.ensure_file()
    assert keys.verify(secret).key_id == created.id
    assert not created.in_file


async def test_uses_are_listed_at_once_and_kept(keys: Keys, database: Database, clock: SteppedClock) -> None:
    created, secret = await keys.create("web")
    assert created.used_at is None
    for _ in range(2):
        clock.step(seconds=60)
        keys.verify(secret)
        listed = (await keys.list()).items[0].used_at
        assert listed is not None and listed.timestamp() * 1000 == clock.now
        await keys.save_uses()
    assert (await (await Keys.open(database)).get(created.id)).used_at == listed


async def test_pages_hold_every_key_of_a_class_once(keys: Keys) -> None:
    created = [(await keys.create("ios" if number % 2 else "web"))[0].id for number in range(6)]
    for client_class, want in ((None, created), ("ios", created[1::2])):
        ids, cursor = [], None
        for _ in range(6):
            page = await keys.list(client_class=client_class, cursor=cursor, limit=2)  # type: ignore[arg-type]
            ids += [record.id for record in page.items]
            if (cursor := page.next_cursor) is None:
                break
        assert ids == want


async def test_valid_keys_have_a_limit_that_revoking_lowers(keys: Keys) -> None:
    created = [(await keys.create("cli"))[0].id for _ in range(MAX_LIVE)]
    with pytest.raises(Conflict) as full:
        await keys.create("cli")
    assert full.value.code == "key_limit"
    await keys.ensure_file()  # the server starts all the same
    await keys.revoke(created[0])
    await keys.revoke(created[1])
    await keys.create("cli")


async def test_a_database_of_the_first_version_keeps_its_file_key(tmp_path: Path) -> None:
    only_first = tmp_path / "migrations"
    only_first.mkdir()
    (only_first / "0001_initial.sql").write_text((MIGRATIONS / "0001_initial.sql").read_text())
    former = await Database.open(tmp_path / "old.db", migrations=only_first)
    await former.write(
        lambda c: c.executemany(
            "INSERT INTO keys (id, client_class, label, digest, created_at, revoked_at)"
            " VALUES (?, 'cli', ?, x'00', 1, ?)",
            [("a" * 12, "key file", 5), ("b" * 12, "key file", None), ("c" * 12, "other", None)],
        )
    )
    await former.close()
    database = await Database.open(tmp_path / "old.db")
    records = (await (await Keys.open(database)).list()).items
    assert {record.id[0]: record.in_file for record in records} == {"a": False, "b": True, "c": False}
    await database.close()
