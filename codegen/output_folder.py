"""Access to the files of an output folder. No link is followed, also not one that is put there between two steps: on
POSIX systems each folder on the way to a file is opened without following links, and names are relative to it."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from codegen.diagnostics import ToolchainError

_DESCRIPTORS = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)
_TEMPORARY = re.compile(r"\.contracts-[0-9a-f]{16}\.tmp")
MAX_DEPTH = 32  # of folders in each other: more than any target has, less than a recursive function can take
MAX_BYTES = 100_000_000  # of a file that is read: more than any generated file has


class FolderError(ToolchainError):
    """The output folder is a file, a link, or cannot be opened."""

    exit_code = 2


class BlockedError(ToolchainError):
    """A link, a folder or a special file where a file should be, or a file or link where a folder should be."""

    exit_code = 2

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path} is a link, or not the kind of file that belongs there: links are not followed")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is in the folder. `path` has '/' between names; a link is neither a file nor a folder."""

    path: str
    is_file: bool
    is_folder: bool

    @property
    def is_temporary(self) -> bool:
        """Whether a run left it behind that was stopped while it wrote."""
        return self.is_file and _TEMPORARY.fullmatch(PurePosixPath(self.path).name) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """An open folder. Without descriptors (Windows) names are joined to its path instead."""

    path: Path
    descriptor: int | None

    def of(self, name: str) -> str:
        return name if self.descriptor is not None else str(self.path / name)


class OutputFolder:
    """`path` need not exist. Paths of its files are strings with '/' that `codegen.paths` has checked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, path: str) -> bytes | None:
        """A file's content, None where there is no file. BlockedError where something else is in its place."""
        return self._read(path, -1)

    def read_head(self, path: str, size: int) -> bytes:
        """The first bytes of a file; b"" where it cannot be read."""
        try:
            return self._read(path, size) or b""
        except (OSError, BlockedError):
            return b""

    def _read(self, path: str, size: int) -> bytes | None:
        try:
            with self._parent(path) as (place, name):
                flags = os.O_RDONLY | _NOFOLLOW | _BINARY | getattr(os, "O_NONBLOCK", 0)
                _refuse_link(place, name)
                with open(os.open(place.of(name), flags, dir_fd=place.descriptor), "rb") as stream:
                    status = os.fstat(stream.fileno())
                    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                        raise BlockedError(self.path / path)
                    return stream.read(size)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ENOTDIR):
                raise BlockedError(self.path / path) from error
            raise self._named(error, path) from error

    def entries(self, skip: Callable[[Entry], bool], below: str = "", depth: int = MAX_DEPTH) -> Iterator[Entry]:
        """Everything below the folder, or below one in it ('deep/'), by name; what is in a folder follows it.

        `skip`: what is neither yielded nor entered. `depth`: how many folders in each other are entered.
        """
        try:
            with self._parent(f"{below}x") as (place, _), os.scandir(_listable(place)) as found:
                listed = [_entry(below, entry) for entry in sorted(found, key=lambda entry: entry.name)]
        except (FileNotFoundError, BlockedError):
            return
        except OSError as error:
            raise self._named(error, below) from error
        for entry in listed:
            if not skip(entry):
                yield entry
                if entry.is_folder and depth > 1:
                    yield from self.entries(skip, f"{entry.path}/", depth - 1)

    def create(self) -> tuple[Path, ...]:
        """Make the folder itself, and those above it. The result: which were made, the innermost first."""
        missing = tuple(folder for folder in (self.path, *self.path.parents) if not os.path.lexists(folder))
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            blocking = next(p for p in (self.path, *self.path.parents) if os.path.lexists(p) and not p.is_dir())
            raise FolderError(f"{blocking} is not a folder: choose another output folder, or move it away") from None
        except OSError as error:
            raise self._named(error, "") from error
        return missing

    def write_temporary(self, path: str, content: bytes) -> str:
        """Write `content` next to `path`, under a temporary name that is returned; folders are made."""
        temporary = str(PurePosixPath(path).with_name(f".contracts-{secrets.token_hex(8)}.tmp"))
        try:
            with self._parent(temporary, create=True) as (place, name):
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY
                try:
                    with open(os.open(place.of(name), flags, 0o644, dir_fd=place.descriptor), "wb") as stream:
                        stream.write(content)
                except BaseException:
                    with suppress(OSError):
                        os.unlink(place.of(name), dir_fd=place.descriptor)
                    raise
        except OSError as error:
            raise self._named(error, path) from error
        return temporary

    def rename(self, temporary: str, path: str) -> None:
        """Put a temporary file in the place of `path`, at once."""
        try:
            with self._parent(path) as (place, name):
                old, new = place.of(PurePosixPath(temporary).name), place.of(name)
                os.replace(old, new, src_dir_fd=place.descriptor, dst_dir_fd=place.descriptor)
        except OSError as error:
            raise self._named(error, path) from error

    def remove(self, path: str) -> None:
        """Remove a file or a link (not its target), and the folders that this leaves empty."""
        with suppress(FileNotFoundError, BlockedError), self._parent(path) as (place, name):
            if not _is_folder(place, name):
                os.unlink(place.of(name), dir_fd=place.descriptor)
        self.remove_empty(path)

    def remove_empty(self, path: str) -> None:
        """Remove the folders above `path` that hold nothing, or only Python's bytecode."""
        for folder in PurePosixPath(path).parents:
            bytecode = f"{folder}/__pycache__"
            if str(folder) == "." or any(self.entries(_is_bytecode, f"{folder}/", 1)):
                return
            compiled = list(self.entries(lambda entry: False, f"{bytecode}/", 1))
            if not all(entry.is_file and entry.path.endswith(".pyc") for entry in compiled):
                return
            for entry in compiled:
                with suppress(OSError, BlockedError), self._parent(entry.path) as (place, name):
                    os.unlink(place.of(name), dir_fd=place.descriptor)
            for empty in (bytecode, str(folder)):
                with suppress(OSError, BlockedError), self._parent(empty) as (place, name):
                    os.rmdir(place.of(name), dir_fd=place.descriptor)

    @contextmanager
    def _parent(self, path: str, *, create: bool = False) -> Iterator[tuple[_Place, str]]:
        """The open folder that holds `path`, and its last name. BlockedError where that is no folder, or a link."""
        *folders, name = path.split("/")
        place = self._open()
        try:
            for folder in folders:
                inner = _inner(place, folder, create=create)
                _close(place)
                place = inner
            yield place, name
        finally:
            _close(place)

    def _open(self) -> _Place:
        if not _DESCRIPTORS:
            return _Place(self.path, None)
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | _NOFOLLOW)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR):
                raise FolderError(f"{self.path} is not a folder: choose another output folder, or move it") from None
            raise
        return _Place(self.path, descriptor)

    def _named(self, error: OSError, path: str) -> OSError:
        """The same error with the whole path: names relative to a descriptor mean nothing to a reader."""
        return OSError(error.errno, error.strerror, str(self.path / path))


def _is_bytecode(entry: Entry) -> bool:
    return PurePosixPath(entry.path).name == "__pycache__" and entry.is_folder


def _inner(place: _Place, name: str, *, create: bool) -> _Place:
    if create:
        with suppress(FileExistsError):
            os.mkdir(place.of(name), dir_fd=place.descriptor)
    if place.descriptor is None:
        if not _is_folder(place, name):
            if not os.path.lexists(place.path / name):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
            raise BlockedError(place.path / name)
        return _Place(place.path / name, None)
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | _NOFOLLOW, dir_fd=place.descriptor)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise BlockedError(place.path / name) from error
        raise
    return _Place(place.path / name, descriptor)


def _close(place: _Place) -> None:
    if place.descriptor is not None:
        os.close(place.descriptor)


def _is_folder(place: _Place, name: str) -> bool:
    """Whether it is a folder, and no link or junction to one."""
    try:
        status = os.stat(place.of(name), dir_fd=place.descriptor, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(status.st_mode) and not _reparsed(status)


def _refuse_link(place: _Place, name: str) -> None:
    """Where O_NOFOLLOW is unknown (Windows); elsewhere opening refuses it."""
    if place.descriptor is None and os.path.islink(place.of(name)):
        raise BlockedError(place.path / name)


def _listable(place: _Place) -> Path | int:
    return place.path if place.descriptor is None else place.descriptor


def _entry(below: str, entry: os.DirEntry[str]) -> Entry:
    status = entry.stat(follow_symlinks=False)
    is_folder = stat.S_ISDIR(status.st_mode) and not _reparsed(status)
    return Entry(f"{below}{entry.name}", stat.S_ISREG(status.st_mode), is_folder)


def _reparsed(status: os.stat_result) -> bool:
    """Windows' junctions are folders by their mode, and lead elsewhere."""
    return bool(getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0x400))
