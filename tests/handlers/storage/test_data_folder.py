"""The data folder: private, held by one server at a time, free again however that server ended."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.storage.data_folder import DataFolder, DataFolderError, DataFolderInUse

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys, time
from pathlib import Path
from handlers.storage.data_folder import DataFolder
folder = DataFolder.open(Path(sys.argv[1]), url="http://127.0.0.1:8765")
print("held", flush=True)
time.sleep(60)
"""


def test_the_folder_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "a" / "data"
    with DataFolder.open(path) as folder:
        assert folder.path == path
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    path.chmod(0o755)
    with DataFolder.open(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["main.py", ".bashrc", ".git", "notes/todo.txt"])
def test_a_folder_of_other_programs_is_not_changed(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    for path in (file, file.parent, tmp_path):
        path.chmod(0o755)
    for entry in ("lock", "key"):  # a project may have files with such names too
        (tmp_path / entry).write_text("theirs")
    foreign = Path(name).parts[0]
    with pytest.raises(DataFolderError, match=rf"files of other programs, such as '{foreign}', .* --data-dir"):
        DataFolder.open(tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, tmp_path)} == {0o755}
    assert (tmp_path / "lock").read_text() == "theirs"


def test_what_a_server_leaves_behind_is_a_data_folder(tmp_path: Path) -> None:
    for name in ("lock", "key", "index", "lost+found", ".DS_Store"):  # it was killed before it had a database
        (tmp_path / name).touch()
    DataFolder.open(tmp_path).close()
    for name in ("lock", "key", "index"):
        (tmp_path / name).unlink()
    for name in ("leanvibe.db", "note.txt"):  # a restored backup, and a note of the person
        (tmp_path / name).touch()
    DataFolder.open(tmp_path).close()


def test_a_second_server_learns_who_holds_the_folder(tmp_path: Path) -> None:
    with DataFolder.open(tmp_path / "data") as first:
        first.announce("http://127.0.0.1:4711")
        with pytest.raises(DataFolderInUse, match=r"in use by process \d+ at http://127.0.0.1:4711: stop") as caught:
            DataFolder.open(tmp_path / "data")
        assert caught.value.pid == os.getpid()
        assert caught.value.url == "http://127.0.0.1:4711"
    with DataFolder.open(tmp_path / "data"):
        pass


def test_a_killed_server_leaves_the_folder_free(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    with pytest.raises(DataFolderInUse) as caught:
        DataFolder.open(tmp_path)
    assert caught.value.pid == child.pid
    child.kill()
    child.wait()
    child.stdout.close()
    with DataFolder.open(tmp_path):
        pass


def test_a_holder_that_has_not_written_yet_is_another_process(tmp_path: Path) -> None:
    with DataFolder.open(tmp_path):
        (tmp_path / "lock").write_bytes(b'{"pid":')
        with pytest.raises(DataFolderInUse, match="in use by another process: stop"):
            DataFolder.open(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DataFolderError, match=r"data is a file: set LEANVIBE_DATA_DIR"):
        DataFolder.open(tmp_path / "data")
    with pytest.raises(DataFolderError, match="cannot use the data folder"):
        DataFolder.open(tmp_path / "data" / "inside")


def test_a_closed_folder_announces_nothing(tmp_path: Path) -> None:
    folder = DataFolder.open(tmp_path)
    folder.close()
    folder.close()
    with pytest.raises(DataFolderError, match="is closed"):
        folder.announce("http://127.0.0.1:1")
