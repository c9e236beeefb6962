"""Stage 6, emit: file texts -> the output folder, atomically. The only stage that writes; `check` compares instead.

A folder may hold other people's files. What was written is known by the manifest; a file that is in the way and was not
written by us is never touched, one that was edited by hand only with `force`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from codegen.diagnostics import ToolchainError
from codegen.manifest import NAME, Inputs, Manifest, digest, dump, file_digest, load

Tree = Mapping[str, str]
"""Path below the output folder, with '/' -> text."""


class Fate(StrEnum):
    """What a run does, or would do, with a path."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"  # we wrote it, and it is not generated any more
    KEEP = "keep"
    EDITED = "edited"  # we wrote it, and somebody changed it since
    FOREIGN = "foreign"  # in the way, and never ours


@dataclass(frozen=True, slots=True)
class Change:
    path: str
    fate: Fate


class EmitError(ToolchainError):
    """Nothing was written; the message lists the files in the way and what to do."""


def compare(folder: Path, tree: Tree) -> list[Change]:
    """What writing `tree` to `folder` would do with each path, sorted by path."""
    wanted = {_checked(path): digest(text.encode()) for path, text in tree.items()}
    _distinct(wanted)
    made = load(folder)
    known = made.files.keys() | made.pending.keys() if made else set()
    return [
        Change(path, _fate(path, wanted.get(path), file_digest(folder / path), made, folder))
        for path in sorted(wanted.keys() | known)
        if path in wanted or os.path.lexists(folder / path)
    ]


def _fate(path: str, wanted: str | None, present: str | None, made: Manifest | None, folder: Path) -> Fate:
    if present is None:
        return Fate.FOREIGN if _blocked(folder, path) else Fate.CREATE
    if present == wanted:
        return Fate.KEEP
    if made is None or (path not in made.files and path not in made.pending):
        return Fate.FOREIGN
    if not made.owns(path, present):
        return Fate.EDITED
    return Fate.REMOVE if wanted is None else Fate.UPDATE


def _blocked(folder: Path, path: str) -> bool:
    """A folder or a dangling link stands where the file should, or a file where its folder should."""
    parents = [folder / parent for parent in PurePosixPath(path).parents]
    return os.path.lexists(folder / path) or any(parent.exists() and not parent.is_dir() for parent in parents)


def refuse(folder: Path, changes: Iterable[Change], *, force: bool) -> None:
    """EmitError where somebody's work would be lost."""
    changes = list(changes)
    foreign = [change.path for change in changes if change.fate is Fate.FOREIGN]
    if foreign:
        raise EmitError(
            f"in the way, and not written by this tool: {_listed(folder, foreign)}. "
            "Move them elsewhere, or generate into another folder"
        )
    edited = [change.path for change in changes if change.fate is Fate.EDITED]
    if edited and not force:
        raise EmitError(
            f"edited by hand since they were generated: {_listed(folder, edited)}. "
            "Save what you need elsewhere, then --force overwrites them"
        )


def write(folder: Path, tree: Tree, inputs: Inputs, *, force: bool = False) -> list[Change]:
    """Make `folder` hold `tree`. Each file is replaced whole; what a killed run leaves, the next one mends."""
    changes = compare(folder, tree)
    refuse(folder, changes, force=force)
    texts = {path: text.encode() for path, text in tree.items()}
    files = {path: digest(text) for path, text in sorted(texts.items())}
    made = load(folder)
    folder.mkdir(parents=True, exist_ok=True)
    moving = [change for change in changes if change.fate is not Fate.KEEP]
    if moving:
        _replace(folder / NAME, dump(Manifest(inputs, made.files if made else {}, files)))
    for change in moving:
        if change.path in texts:
            _replace(folder / change.path, texts[change.path])
        else:
            _remove(folder, folder / change.path)
    final = dump(Manifest(inputs, files))
    if file_digest(folder / NAME) != digest(final):
        _replace(folder / NAME, final)
    return changes


def _checked(path: str) -> str:
    """A path from a contract's names must not leave its folder, nor replace the manifest."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or pure.as_posix() != path or ".." in pure.parts or path in (".", NAME) or "\\" in path:
        raise EmitError(f"a generated path leaves its folder: {path}")
    return path


def _distinct(paths: Iterable[str]) -> None:
    """Paths that differ by case alone are one file on many machines."""
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            raise EmitError(f"two generated files differ by case alone: {other} and {path}")


def write_file(file: Path, text: str) -> None:
    """Whole or not at all; untouched where it is the same already."""
    if file_digest(file) != digest(text.encode()):
        _replace(file, text.encode())


def _replace(file: Path, content: bytes) -> None:
    """Whole or not at all: written beside, then renamed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".new", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _remove(folder: Path, file: Path) -> None:
    """The file, and the folders that it leaves empty (Python's bytecode does not count)."""
    file.unlink(missing_ok=True)
    for parent in file.relative_to(folder).parents:
        here = folder / parent
        if here == folder or any(entry.name != "__pycache__" for entry in here.iterdir()):
            return
        shutil.rmtree(here)


def _listed(folder: Path, paths: list[str]) -> str:
    shown = ", ".join(str(_shown(folder / path)) for path in paths[:10])
    return shown + (f" and {len(paths) - 10} more" if len(paths) > 10 else "")


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
