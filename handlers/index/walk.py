"""Which files of a project are read: tracked or untracked, never ignored, secret, vendored or linked ones."""

import os
import stat
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

MAX_BYTES = 1_000_000
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", "site-packages", ".tox", ".nox", ".eggs"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".build", "vendor", "third_party"}
)
SECRETS = (
    *(".env", ".env.*", "*.env", "*.pem", "*.key", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.kdbx", "*.secret"),
    *("id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", ".netrc", ".npmrc", ".pypirc", ".htpasswd", ".git-credentials"),
    *("credentials", "credentials.json", "credentials.y*ml", "secrets.json", "secrets.y*ml", "secrets.toml"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be read; `path` is relative to the root with `/`, sizes are bytes, times nanoseconds."""

    path: str
    size: int
    mtime_ns: int


class UnreadableError(Exception):
    """A file that is left out; the message is the reason."""


def candidates(root: Path, suffixes: frozenset[str], exclude: Sequence[str] = ()) -> Iterator[Candidate]:
    """Files below `root` with one of `suffixes`, sorted by path, less those that an `exclude` glob fits.

    Symbolic links are never followed, so nothing outside the root is reached and nothing is read twice. Raises
    NotADirectoryError when `root` is no folder.
    """
    if not root.is_dir():
        raise NotADirectoryError(f"{root} is not a folder")
    excluded = GitIgnoreSpec.from_lines(exclude)
    paths = _from_git(root)
    for path in sorted(set(_from_rules(root) if paths is None else paths)):
        if PurePosixPath(path).suffix not in suffixes or is_private(path) or excluded.match_file(path):
            continue
        try:
            path.encode()
            status = (root / path).lstat()
        except (OSError, UnicodeEncodeError):
            continue  # gone since it was listed, or a name that is no Unicode text
        if stat.S_ISREG(status.st_mode):
            yield Candidate(path, status.st_size, status.st_mtime_ns)


def is_private(path: str) -> bool:
    """Whether a relative path is a secret or lies in a folder that is never indexed."""
    *folders, name = PurePosixPath(path).parts
    lowered = name.lower()
    return not SKIPPED_FOLDERS.isdisjoint(folders) or any(fnmatch(lowered, pattern) for pattern in SECRETS)


def read(root: Path, path: str) -> bytes:
    """The bytes of a file below `root`, which is a real path; raises UnreadableError with the reason.

    Every part of the path, the root's own too, is opened without following links, so that a folder swapped for a link
    since the root was looked at cannot lead outside.
    """
    *folders, name = PurePosixPath(path).parts
    if PurePosixPath(path).is_absolute() or ".." in folders or name == "..":
        raise UnreadableError("outside the project")
    opened: list[int] = []
    try:
        opened.append(os.open(root.anchor, os.O_RDONLY | os.O_DIRECTORY))
        for folder in (*root.parts[1:], *folders):
            opened.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=opened[-1]))
        opened.append(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=opened[-1]))
        status = os.fstat(opened[-1])
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("not a regular file")
        if status.st_size > MAX_BYTES:
            raise UnreadableError(f"larger than {MAX_BYTES:,} bytes")
        with os.fdopen(opened.pop(), "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    finally:
        for descriptor in opened:
            os.close(descriptor)
    if b"\0" in data[:8192]:
        raise UnreadableError("binary")
    return data


def _from_git(root: Path) -> list[str] | None:
    """Tracked and untracked files that git does not ignore; None outside a checkout, or where git is missing."""
    # fsmonitor is off because a project's own configuration could name a program there.
    git = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        # A root that a larger checkout ignores as a whole (a build folder, say) is taken as a project of its own.
        if (
            subprocess.run(
                [*git, "check-ignore", "-q", "."], env=environment, capture_output=True, check=False
            ).returncode
            != 1
        ):
            return None
        listing = [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
        listed = subprocess.run(listing, env=environment, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return [name for name in os.fsdecode(listed.stdout).split("\0") if name]


def _from_rules(root: Path) -> Iterator[str]:
    """The same by the `.gitignore` files below the root, for folders that are no checkout."""
    rules: list[tuple[str, GitIgnoreSpec]] = []
    for folder, subfolders, names in os.walk(root):
        here = Path(folder).relative_to(root).as_posix()
        prefix = "" if here == "." else here + "/"
        rules = [rule for rule in rules if prefix.startswith(rule[0])]
        if ".gitignore" in names:
            text = Path(folder, ".gitignore").read_text(encoding="utf-8", errors="replace")
            rules.append((prefix, GitIgnoreSpec.from_lines(text.splitlines())))
        subfolders[:] = sorted(
            name for name in subfolders if name not in SKIPPED_FOLDERS and not _ignored(f"{prefix}{name}/", rules)
        )
        yield from (prefix + name for name in names if not _ignored(prefix + name, rules))


def _ignored(path: str, rules: list[tuple[str, GitIgnoreSpec]]) -> bool:
    """The innermost `.gitignore` that says anything decides."""
    for prefix, spec in reversed(rules):
        verdict = spec.check_file(path.removeprefix(prefix)).include
        if verdict is not None:
            return verdict
    return False
