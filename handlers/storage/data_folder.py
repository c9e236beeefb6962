"""The private folder of one running server: created, locked against a second server, and let go."""

from __future__ import annotations

import fcntl
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from handlers.environment import describe

_DATABASE = "leanvibe.db"
# What a server has created before its database, and what file systems put into an empty folder.
_ENTRIES = frozenset({_DATABASE, "lock", "key", "index", "lost+found", ".DS_Store"})


class DataFolderError(Exception):
    """The folder cannot be used; the message says which one and what to do."""


class DataFolderInUse(DataFolderError):
    """Another server works on this folder. `pid` and `url` are its own words, None before it has written them."""

    def __init__(self, path: Path, pid: int | None, url: str | None) -> None:
        whom = f"process {pid}" if pid else "another process"
        where = f" at {url}" if url else ""
        super().__init__(
            f"the data folder {path} is in use by {whom}{where}: "
            "stop that server, or set LEANVIBE_DATA_DIR to another folder"
        )
        self.pid = pid
        self.url = url


@dataclass(slots=True)
class DataFolder:
    """An opened folder. Its lock is the kernel's (`flock`), which ends with the process: it is never stale."""

    path: Path
    _lock: int | None

    @classmethod
    def open(cls, path: Path, *, url: str | None = None) -> DataFolder:
        """Creates the folder, takes its lock, and takes group's and others' rights from everything in it.

        Changes nothing in a folder with files of other programs, such as a home folder or a project.
        Raises `DataFolderInUse` or another `DataFolderError`.
        """
        path = path.expanduser().absolute()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.stat().st_uid != os.geteuid():
                raise DataFolderError(f"the data folder {path} belongs to another user: choose one of your own")
            _refuse_foreign(path)
            path.chmod(0o700)
            lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except FileExistsError as error:
            what = "link that leads to no folder" if path.is_symlink() else "file"
            raise DataFolderError(f"the data folder {path} is a {what}: set LEANVIBE_DATA_DIR to a folder") from error
        except OSError as error:
            raise DataFolderError(f"cannot use the data folder {describe(error, path)}") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid, url = _read(lock)
            os.close(lock)
            raise DataFolderInUse(path, pid, url) from None
        except OSError as error:  # some network disks have no locks
            os.close(lock)
            raise DataFolderError(f"cannot lock the data folder {describe(error, path)}") from error
        folder = cls(path, lock)
        try:
            _make_private(path)
        except DataFolderError:
            folder.close()
            raise
        try:
            folder.announce(url)
        except OSError as error:
            folder.close()
            raise DataFolderError(f"cannot write into the data folder {describe(error, path)}") from error
        return folder

    def announce(self, url: str | None) -> None:
        """Leaves the process id and address for whoever tries to open the folder next."""
        if self._lock is None:
            raise DataFolderError(f"the data folder {self.path} is closed")
        text = json.dumps({"pid": os.getpid(), "url": url}).encode()
        # Not written anew and renamed: the lock hangs on this very file. A reader of a torn text shows less, no more.
        os.pwrite(self._lock, text, 0)
        os.ftruncate(self._lock, len(text))

    def close(self) -> None:
        """Lets the lock go; a second call does nothing. The file stays: removing it would race with the next opener."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_private_files() -> None:
    """Gives every file that this process and its children create the mode 0600, and every folder 0700.

    A umask and not a mode per file, because SQLite, Chroma and kglite create files of their own.
    """
    os.umask(0o077)


def _refuse_foreign(path: Path) -> None:
    """Raises `DataFolderError` unless the folder is empty or a data folder: its files become private to the user."""
    names = {entry.name for entry in os.scandir(path)}
    foreign = sorted(names - _ENTRIES)
    if foreign and _DATABASE not in names:
        raise DataFolderError(
            f"the data folder {path} has files of other programs, such as {foreign[0]!r}, and everything in a data "
            "folder is made private: choose a new or an empty folder with --data-dir or LEANVIBE_DATA_DIR"
        )


def _make_private(path: Path) -> None:
    """Files of an older version, of a backup or of another program may be open to other users."""
    for folder, subfolders, names in os.walk(path, onerror=_raise):
        for file in (Path(folder, name) for name in [*subfolders, *names]):
            try:
                mode = file.lstat().st_mode
                if not stat.S_ISLNK(mode) and mode & 0o077:  # what a link leads to is not part of the data folder
                    file.chmod(stat.S_IMODE(mode) & ~0o077)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise DataFolderError(
                    f"cannot make {file} private ({error.strerror}): "
                    "give it to the user who runs the server (chown), or remove it"
                ) from error


def _raise(error: OSError) -> None:
    raise DataFolderError(f"cannot read the data folder: {describe(error)}") from error


def _read(lock: int) -> tuple[int | None, str | None]:
    try:
        holder = json.loads(os.pread(lock, 4096, 0))
        return int(holder["pid"]), holder["url"] and str(holder["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, None
