"""Which files of a project are read: tracked or untracked, never ignored, secret, vendored or linked ones."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from handlers.index.globs import ignore_spec
from handlers.index.listing import SKIPPED_FOLDERS, Check, list_files
from handlers.index.origin import marked_folder
from handlers.index.reading import MAX_PATH, UnreadableError, VanishedError, kind_of, too_long, unreadable

SECRETS = (
    *(".env", ".env.*", "*.env", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.kdbx", "*.secret"),
    *("id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", ".netrc", ".npmrc", ".pypirc", ".htpasswd", ".git-credentials"),
    *("credentials", "credentials.json", "credentials.y*ml", "secrets.json", "secrets.y*ml", "secrets.toml"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be read; `path` is relative to the root with `/`, sizes are bytes, times nanoseconds."""

    path: str
    size: int = 0
    mtime_ns: int = 0
    generated: bool = False
    """Marked as written by a program, in a folder above."""
    problem: UnreadableError | None = None
    """Why it must not be read."""


def candidates(
    root: Path, suffixes: frozenset[str] | None, exclude: Sequence[str] = (), check: Check = lambda: None
) -> Iterator[Candidate]:
    """Files below `root` with one of `suffixes` (None: any), sorted by path, less those that an `exclude` glob fits.

    Files that must not be read, and folders that cannot be listed (their path ends in `/`), carry a `problem`. Symbolic
    links are never followed, so nothing outside the root is reached and nothing is read twice. Raises
    NotADirectoryError when `root` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{root} is not a folder")
    excluded = ignore_spec(exclude)
    listing = list_files(root, check)
    generated = tuple({folder for path in listing.files if (folder := marked_folder(path)) is not None})
    for path in sorted({*listing.files, *listing.problems}):
        shown = _shown(path)
        if is_private(shown) or excluded.match_file(shown):
            continue
        if path in listing.problems:
            yield Candidate(shown, problem=listing.problems[path])
        elif suffixes is None or PurePosixPath(path).suffix in suffixes:
            candidate = _look_at(root, path)
            if not isinstance(candidate.problem, VanishedError):
                yield replace(candidate, path=shown, generated=path.startswith(generated))


def is_private(path: str) -> bool:
    """Whether a relative path is a secret or in a folder that is never indexed."""
    *folders, name = PurePosixPath(path).parts
    lowered = name.lower()
    return not SKIPPED_FOLDERS.isdisjoint(folders) or any(fnmatch(lowered, pattern) for pattern in SECRETS)


def _look_at(root: Path, path: str) -> Candidate:
    if len(path) > MAX_PATH:
        return Candidate(path, problem=too_long())
    try:
        status = (root / path).lstat()
    except (OSError, ValueError) as error:
        return Candidate(path, problem=unreadable(error))
    problem = None
    if not stat.S_ISREG(status.st_mode):
        problem = UnreadableError(kind_of(status.st_mode))
    elif path != _shown(path):
        problem = UnreadableError("its name is not valid UTF-8")
    return Candidate(path, status.st_size, status.st_mtime_ns, problem=problem)


def _shown(path: str) -> str:
    """The path as text of limited length; bytes that are not UTF-8 are written as `\\xff`."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return text if len(text) <= MAX_PATH else text[:MAX_PATH] + "…"
