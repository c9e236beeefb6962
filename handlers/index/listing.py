"""The files of a project's folder, as git lists them or by the `.gitignore` files."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

from handlers.index.globs import ignore_spec
from handlers.index.reading import MAX_PATH, UnreadableError, VanishedError, read, too_long, unreadable

SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", "site-packages", ".tox", ".nox", ".eggs"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".build", "vendor", "third_party"}
    | {"bower_components", ".yarn", ".next", ".nuxt", ".svelte-kit"}
)
_GIT_SECONDS = 60.0
_CHECK_SECONDS = 0.2
# A project's own configuration can name programs that git starts: to watch files (core.fsmonitor, switched off below),
# and to fetch what a partial clone lacks, which `ls-files` does where the index is sparse.
_GIT_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",  # git 2.45 and later
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}

Check = Callable[[], None]
Rules = tuple[tuple[str, GitIgnoreSpec], ...]
"""Folder prefix and patterns of each `.gitignore` from the root down to a folder."""


@dataclass(slots=True)
class Listing:
    """Paths relative to the root with `/`; bytes that are not UTF-8 are surrogates, as `os.fsdecode` makes them."""

    files: list[str]
    problems: dict[str, UnreadableError] = field(default_factory=dict)
    """Folders that are not listed, with a `/` at the end."""


def list_files(root: Path, check: Check = lambda: None) -> Listing:
    """Tracked and untracked files that git does not ignore; found by the same rules where git cannot list them.

    `check` is called several times a second while git runs; what it raises ends git.
    """
    names = _from_git(root, check)
    return _from_rules(root) if names is None else Listing(names)


def _from_git(root: Path, check: Check) -> list[str] | None:
    """None outside a checkout, and where git is missing, fails or hangs."""
    git = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]
    # Without the caller's GIT_DIR and its kind, which name another repository: git sets them for aliases and hooks.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _GIT_ENVIRONMENT

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return _run([*git, *arguments], environment, check)

    try:
        # A root that a larger checkout ignores as a whole (such as a build folder) is taken as a project of its own.
        if run("check-ignore", "-q", ".").returncode != 1:
            return None
        listed = run("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
        listed.check_returncode()
    except (OSError, subprocess.SubprocessError):
        return None
    if b"could not open directory" in listed.stderr:
        return None  # `_from_rules` reports which folder that was
    return [name for name in os.fsdecode(listed.stdout).split("\0") if name and not name.endswith("/")]


def _run(command: Sequence[str], environment: Mapping[str, str], check: Check) -> subprocess.CompletedProcess[bytes]:
    """Raises OSError, SubprocessError and what `check` raises: git waits without end where a `.gitignore` is a pipe."""
    pipe, end = subprocess.PIPE, time.monotonic() + _GIT_SECONDS
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe) as process:
        try:
            while True:
                try:
                    output, errors = process.communicate(timeout=_CHECK_SECONDS)
                    return subprocess.CompletedProcess(command, process.returncode, output, errors)
                except subprocess.TimeoutExpired:
                    check()
                    if time.monotonic() > end:
                        raise
        except BaseException:
            process.kill()
            raise


def _from_rules(root: Path) -> Listing:
    """Traverse folders with an explicit stack, because their depth has no limit."""
    listing = Listing([])
    pending: list[tuple[str, Rules]] = [("", ())]
    while pending:
        prefix, rules = pending.pop()
        try:
            with os.scandir(root / prefix) as entries:
                names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
        except (OSError, ValueError) as error:
            if not isinstance(problem := unreadable(error), VanishedError):
                listing.problems[prefix or "./"] = problem
            continue
        if (".gitignore", False) in names:
            rules = (*rules, (prefix, _ignore_file(root, prefix)))
        folders: list[tuple[str, Rules]] = []
        for name, is_folder in names:
            path = f"{prefix}{name}/" if is_folder else prefix + name
            if (is_folder and name in SKIPPED_FOLDERS) or _ignored(path, rules):
                continue
            if is_folder and len(path) > MAX_PATH:
                listing.problems[path] = too_long()
            elif is_folder:
                folders.append((path, rules))
            else:
                listing.files.append(path)
        pending.extend(reversed(folders))
    return listing


def _ignore_file(root: Path, prefix: str) -> GitIgnoreSpec:
    try:
        text = read(root, prefix + ".gitignore").decode("utf-8", "replace")
    except UnreadableError:
        text = ""
    return ignore_spec(text.splitlines())


def _ignored(path: str, rules: Rules) -> bool:
    """The innermost `.gitignore` with a matching pattern decides."""
    for prefix, spec in reversed(rules):
        verdict = spec.check_file(path.removeprefix(prefix)).include
        if verdict is not None:
            return verdict
    return False
