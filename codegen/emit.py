"""Stage 6, emit: file texts -> the output folder, with a manifest. Only this stage writes; `check` compares.

A folder may hold files of its owner. The manifest records what was written: a file that is in the way and was not
written by this tool is never touched, one that was edited by hand only with `force`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from codegen.diagnostics import ToolchainError
from codegen.extras import is_ignored
from codegen.manifest import NAME, Inputs, Manifest, digest, dump, load
from codegen.output_folder import BlockedError, OutputFolder
from codegen.paths import PathError, check_distinct, check_path

Tree = Mapping[str, str]
"""Path below the output folder, with '/' -> text."""


class Fate(StrEnum):
    """What a run does, or would do, with a path."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"  # we wrote it, and it is not generated any more
    KEEP = "keep"
    EDITED = "edited"  # we wrote it, and it was changed since
    FOREIGN = "foreign"  # in the way, and never ours


@dataclass(frozen=True, slots=True)
class Change:
    path: str
    fate: Fate


class EmitError(ToolchainError):
    """Nothing was written; the message lists the files in the way and what to do."""


def compare(folder: Path, tree: Tree) -> list[Change]:
    """What writing `tree` to `folder` would do with each path, sorted by path."""
    check_tree_paths(tree)
    wanted = {path: digest(text.encode()) for path, text in tree.items()}
    output, manifest = OutputFolder(folder), load(folder)
    written = manifest.paths if manifest else set()
    changes = (Change(path, _fate(path, wanted, output, manifest)) for path in sorted(wanted.keys() | written))
    return [change for change in changes if change.path in wanted or change.fate is not Fate.CREATE]


def check_tree_paths(tree: Iterable[str]) -> None:
    """PathError where a planned path leaves its folder or replaces the manifest, or where two paths are one file."""
    paths = list(tree)
    for path in paths:
        if check_path(path).casefold() == NAME.casefold():
            raise PathError(f"a generated file leaves no place for the manifest: {path}")
    check_distinct(paths)


def _fate(path: str, wanted: Mapping[str, str], output: OutputFolder, manifest: Manifest | None) -> Fate:
    """CREATE for what is not there, also where it is not wanted."""
    try:
        content = output.read(path)
    except BlockedError:
        return Fate.FOREIGN
    if content is None:
        return Fate.CREATE
    present = digest(content)
    if present == wanted.get(path):
        return Fate.KEEP
    known = _recorded(path, wanted, manifest)
    if manifest is None or known is None:
        return Fate.FOREIGN
    if not manifest.owns(known, present):
        return Fate.EDITED
    return Fate.UPDATE if path in wanted else Fate.REMOVE


def _recorded(path: str, wanted: Mapping[str, str], manifest: Manifest | None) -> str | None:
    """The manifest's path of this file: where names ignore case, note.ts may have been written as Note.ts."""
    paths = manifest.paths if manifest else frozenset()
    if path in paths:
        return path
    return next((old for old in paths if old.casefold() == path.casefold() and old not in wanted), None)


def refuse(folder: Path, changes: Iterable[Change], *, force: bool) -> None:
    """EmitError where work of the folder's owner would be lost."""
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


@dataclass(frozen=True, slots=True)
class Stage:
    """A tree that is on the disk under temporary names: what can fail (space, permissions) has been done."""

    changes: tuple[Change, ...]
    _output: OutputFolder
    _created: tuple[Path, ...]  # folders, the innermost first
    _temporary: dict[str, str] = field(default_factory=dict)  # path -> where its new content is
    _pending: list[str] = field(default_factory=list)  # the manifest that counts until everything is in place

    def commit(self) -> None:
        """Put everything in place. A run that is stopped here is finished by the next one."""
        for temporary in self._pending:
            self._output.rename(temporary, NAME)
        self._pending.clear()
        for change in self.changes:  # first, as on some systems Note.ts and note.ts are one file
            if change.path not in self._temporary and change.fate in (Fate.REMOVE, Fate.EDITED):
                self._output.remove(change.path)
        for path in sorted(self._temporary, key=lambda path: path == NAME):
            self._output.rename(self._temporary[path], path)
            del self._temporary[path]

    def discard(self) -> None:
        """Remove what was not committed, and the folders that were made for it."""
        for temporary in (*self._pending, *self._temporary.values()):
            self._output.remove(temporary)
        with suppress(OSError):  # they are not empty
            for folder in self._created:
                folder.rmdir()


@contextmanager
def staged(folder: Path, tree: Tree, inputs: Inputs, *, force: bool = False) -> Iterator[Stage]:
    """A Stage that makes `folder` hold `tree`; what is not committed inside the context is removed at its end.

    Each file is replaced whole. What a run leaves that is killed here, `remove_leftovers` removes before the next one.
    """
    changes = compare(folder, tree)
    refuse(folder, changes, force=force)
    output, manifest = OutputFolder(folder), load(folder)
    created = output.create()
    texts = {path: text.encode() for path, text in tree.items()}
    files = {path: digest(text) for path, text in sorted(texts.items())}
    moving = [change for change in changes if change.fate is not Fate.KEEP]
    final = dump(Manifest(inputs, files))
    stage = Stage(tuple(changes), output, created)
    try:
        if moving:
            pending = dump(Manifest(inputs, manifest.files if manifest else {}, files))
            stage._pending.append(output.write_temporary(NAME, pending))
        for change in moving:
            if change.path in texts:
                stage._temporary[change.path] = output.write_temporary(change.path, texts[change.path])
        if moving or (content := output.read(NAME)) is None or digest(content) != digest(final):
            stage._temporary[NAME] = output.write_temporary(NAME, final)
        yield stage
    finally:
        stage.discard()


def write(folder: Path, tree: Tree, inputs: Inputs, *, force: bool = False) -> list[Change]:
    """`staged` and committed, for one folder."""
    remove_leftovers(folder)
    with staged(folder, tree, inputs, force=force) as stage:
        stage.commit()
    return list(stage.changes)


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed run left: files under temporary names, and folders that it made for others."""
    output, manifest = OutputFolder(folder), load(folder)
    for entry in list(output.entries(is_ignored)):
        if entry.is_temporary:
            output.remove(entry.path)
    for path in manifest.paths if manifest else ():
        output.remove_empty(path)


def remove_leftovers_next_to(file: Path) -> None:
    """The same for a single file, in its folder alone."""
    output = OutputFolder(file.parent)
    for entry in list(output.entries(lambda entry: entry.is_folder)):
        if entry.is_temporary:
            output.remove(entry.path)


@contextmanager
def staged_file(file: Path, text: str) -> Iterator[Stage]:
    """A Stage for a single file, names.lock; it is not touched where it is the same already."""
    output = OutputFolder(file.parent)
    created = output.create()
    content = output.read(file.name)
    stage = Stage((), output, created)
    try:
        if content is None or digest(content) != digest(text.encode()):
            stage._temporary[file.name] = output.write_temporary(file.name, text.encode())
        yield stage
    finally:
        stage.discard()


def _listed(folder: Path, paths: list[str]) -> str:
    shown = ", ".join(str(_shown(folder / path)) for path in paths[:10])
    return shown + (f" and {len(paths) - 10} more" if len(paths) > 10 else "")


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
