"""T18, data at rest: no other user of the machine can read a file of the data folder."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handlers.storage.data_folder import DataFolder, DataFolderError
from tests.server.conftest import Server

FILES = ("leanvibe.db", "index/vectors/chroma.sqlite3", "index/graph.kgl-wal", "index/vectors/7/data_level0.bin")


def open_to_others(folder: Path) -> dict[str, str]:
    """Paths that the group or other users have a right on, with their modes."""
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.lstat().st_mode for path in paths if not path.is_symlink()}
    return {str(path.relative_to(folder)): stat.filemode(mode) for path, mode in modes.items() if mode & 0o077}


def test_a_folder_of_an_older_version_becomes_private_at_the_next_start(tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    for name in FILES:
        (data / name).parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        (data / name).touch(0o644)
    elsewhere.touch()
    elsewhere.chmod(0o644)
    (data / "link").symlink_to(elsewhere)
    (data / "dangling").symlink_to(tmp_path / "absent")
    (data / "index" / "vectors").chmod(0o777)
    (data / "program").touch()
    (data / "program").chmod(0o755)
    with DataFolder.open(data):
        assert open_to_others(data) == {}
    assert stat.S_IMODE((data / "leanvibe.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "program").stat().st_mode) == 0o700  # the owner's rights stay
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o644  # a link's target is not part of the folder


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with another_user(tmp_path) as folder:
        closed = folder / "data" / "closed"
        closed.mkdir(parents=True)
        (folder / "data" / "leanvibe.db").touch()
        closed.chmod(0o000)
        with pytest.raises(DataFolderError, match=r"cannot read the data folder: \S+/data/closed: Permission denied"):
            DataFolder.open(folder / "data")
        closed.chmod(0o700)
        DataFolder.open(folder / "data").close()  # the lock was released


@contextmanager
def another_user(folder: Path) -> Iterator[Path]:
    """A folder, and a user to whom files can be closed: root, as whom CI runs, may read everything."""
    if os.geteuid() != 0:
        yield folder
        return
    with tempfile.TemporaryDirectory() as public:
        os.chown(public, 65534, 65534)
        os.seteuid(65534)
        try:
            yield Path(public)
        finally:
            os.seteuid(0)


def test_every_file_of_a_running_server_is_private(server: Server) -> None:
    with server.client() as client:
        (project,) = client.get("/api/v1/projects").raise_for_status().json()["items"]
        assert project["index"]["state"] == "ready"
    written = {path.name for path in server.data.rglob("*")}
    assert {"key", "lock", "leanvibe.db", "leanvibe.db-wal", "leanvibe.db-shm", "chroma.sqlite3"} <= written
    assert open_to_others(server.data) == {}
