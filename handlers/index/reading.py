"""Read a file of a project without leaving the project, and without waiting for pipes or devices."""

import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import Literal

MAX_BYTES = 1_000_000
MAX_PATH = 800  # characters; names of symbols begin with it, and those are limited by the contract


class UnreadableError(Exception):
    """A file or folder that is left out; the message is the reason."""

    def __init__(self, reason: str, status: Literal["skipped", "failed"] = "skipped") -> None:
        super().__init__(reason)
        self.status: Literal["skipped", "failed"] = status


class VanishedError(UnreadableError):
    """The file was deleted since it was listed."""


def too_long() -> UnreadableError:
    """For paths longer than `MAX_PATH`."""
    return UnreadableError(f"its path is longer than {MAX_PATH} characters")


def read(root: Path, path: str) -> bytes:
    """The bytes of a file below `root`, which is a real path; raises UnreadableError with the reason.

    Every part of the path, the root's own too, is opened without following links, so that a folder swapped for a link
    since the root was looked at cannot lead outside.
    """
    *folders, name = PurePosixPath(path).parts
    if PurePosixPath(path).is_absolute() or ".." in folders or name == "..":
        raise UnreadableError("outside the project")
    try:
        folder_descriptor = os.open(root.anchor, os.O_RDONLY | os.O_DIRECTORY)
        for folder in (*root.parts[1:], *folders):
            folder_descriptor = _open_in(folder_descriptor, folder, os.O_DIRECTORY)
        # O_NONBLOCK, because to open a pipe waits for its writer
        file_descriptor = _open_in(folder_descriptor, name, os.O_NONBLOCK)
        try:
            data = _read_regular(file_descriptor)
        finally:
            os.close(file_descriptor)
    except (OSError, ValueError) as error:
        raise unreadable(error) from error
    if len(data) > MAX_BYTES:  # it grew, or its size is not known beforehand, as in /proc
        raise UnreadableError(f"larger than {MAX_BYTES:,} bytes")
    if b"\0" in data[:8192]:
        raise UnreadableError("binary")
    return data


def _read_regular(descriptor: int) -> bytes:
    """At most one byte more than `MAX_BYTES`."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(kind_of(status.st_mode))
    if status.st_size > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES:,} bytes")
    parts: list[bytes] = []
    while part := os.read(descriptor, MAX_BYTES + 1 - sum(map(len, parts))):
        parts.append(part)
    return b"".join(parts)


def _open_in(folder: int, name: str, flags: int) -> int:
    """Open `name` in the open `folder`, which is closed: only one folder is open at a time, however deep."""
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | flags, dir_fd=folder)
    finally:
        os.close(folder)


def unreadable(error: OSError | ValueError) -> UnreadableError:
    """The error of the operating system as a reason to leave the file out."""
    if isinstance(error, FileNotFoundError):
        return VanishedError("deleted since it was listed")
    if isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.ENOTDIR):
        return UnreadableError("a symbolic link")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableError(f"cannot be read: {reason}", "failed")


def kind_of(mode: int) -> str:
    """What a file is that is not a regular one."""
    for is_kind, name in (
        (stat.S_ISLNK, "a symbolic link"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISDIR, "a folder"),
    ):
        if is_kind(mode):
            return name
    return "a device"
