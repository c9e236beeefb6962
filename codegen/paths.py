"""Relative paths as manifests, plans and contracts.toml spell them. A repository's files are not trusted: every path is
checked here before it is joined to a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from codegen.diagnostics import ToolchainError

VERSION_CONTROL = frozenset({".git", ".hg", ".jj", ".svn"})
"""Folders of version control systems: what is written there can run commands later."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')  # separators, drives, streams and control characters of any system


class PathError(ToolchainError):
    """A path that is not below the folder that it belongs to."""

    exit_code = 2


def check_path(path: str) -> str:
    """`path` itself, where it names a file below a folder on every system: '/' between names, no '..', no drive."""
    if not isinstance(path, str):
        raise PathError(f"{path!r} is not a path")
    names = path.split("/")
    if _FORBIDDEN.search(path) or any(not name.strip(" .") or name != name.rstrip(" .") for name in names):
        raise PathError(f"{path!r} leaves its folder, or is not a relative path with '/' between plain names")
    if any(name.casefold() in VERSION_CONTROL for name in names):
        raise PathError(f"{path!r} is in a folder of a version control system")
    return path


def check_distinct(paths: Iterable[str]) -> None:
    """PathError where two paths differ only by case: they are one file on many systems, as are a file and a folder."""
    seen: dict[str, str] = {}
    for path in paths:
        for place in (path, *(str(parent) for parent in PurePosixPath(path).parents if str(parent) != ".")):
            other = seen.setdefault(place.casefold(), place)
            if other != place:
                raise PathError(f"two paths differ only by case: {other} and {place}")


def project_of(file: Path) -> Path:
    """The folder that a contracts.toml may write to: the working copy that it is in; outside of version control, the
    folder above its own (contracts/contracts.toml writes to ../generated)."""
    here = file.resolve().parent
    for folder in (here, *here.parents):
        if any((folder / name).exists() for name in VERSION_CONTROL):
            return folder
    above = here.parent
    return here if above == above.parent or above == Path.home() else above
