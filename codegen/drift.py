"""How an output folder differs from what its contract says: `emit`, comparing instead of writing. Nothing is written,
and no version control is needed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from codegen.config import Output
from codegen.emit import Fate, Tree, compare
from codegen.extras import find_extras
from codegen.manifest import Manifest, digest, load
from codegen.output_folder import BlockedError, OutputFolder


class Drift(StrEnum):
    MISSING = "missing"
    STALE = "stale"
    EDITED = "edited by hand"
    ORPHANED = "orphaned"  # generated once, and not any more
    EXTRA = "extra"  # never generated, and in the output folder


@dataclass(frozen=True, slots=True)
class Finding:
    """`diff` is a unified diff from the present text to the wanted one, where both are known; `line` is its first."""

    path: Path
    drift: Drift
    detail: str = ""
    diff: tuple[str, ...] = ()
    line: int = 1


def check_files(output: Output, apart: Collection[Path] = ()) -> list[Finding]:
    """The folder against its manifest alone, which is believed: `contracts check --quick`."""
    manifest = load(output.folder)
    if manifest is None:
        return [Finding(output.folder, Drift.MISSING, "never generated")]
    folder = OutputFolder(output.folder)
    findings = []
    for path in sorted(manifest.paths):
        present = _digest(folder, path)
        if present is None:
            findings.append(Finding(output.folder / path, Drift.MISSING))
        elif manifest.pending and present != manifest.files.get(path):
            findings.append(Finding(output.folder / path, Drift.STALE, "a run was interrupted"))
        elif not manifest.owns(path, present):
            findings.append(Finding(output.folder / path, Drift.EDITED))
    return findings + list(_extras(output, manifest.paths, apart))


def _digest(folder: OutputFolder, path: str) -> str | None:
    """'' for what is not a regular file."""
    try:
        content = folder.read(path)
    except BlockedError:
        return ""
    return None if content is None else digest(content)


_DRIFT = {
    Fate.CREATE: Drift.MISSING,
    Fate.UPDATE: Drift.STALE,
    Fate.REMOVE: Drift.ORPHANED,
    Fate.EDITED: Drift.EDITED,
    Fate.FOREIGN: Drift.EDITED,
}


def check_tree(output: Output, tree: Tree, apart: Collection[Path] = ()) -> list[Finding]:
    """The folder against what would be generated now, file by file. Of the manifest nothing is believed: it only tells
    an edit by hand from a stale file."""
    manifest = load(output.folder)
    if manifest is None:
        return [Finding(output.folder, Drift.MISSING, "never generated")]
    folder = OutputFolder(output.folder)
    findings = [
        _compared(folder, change.path, _DRIFT[change.fate], tree.get(change.path))
        for change in compare(output.folder, tree)
        if change.fate is not Fate.KEEP
    ]
    return findings + list(_extras(output, tree.keys() | manifest.paths, apart))


def is_recorded(manifest: Manifest, tree: Tree) -> bool:
    """Whether the manifest lists exactly these files."""
    return not manifest.pending and dict(manifest.files) == {p: digest(text.encode()) for p, text in tree.items()}


def _extras(output: Output, own: AbstractSet[str], apart: Collection[Path]) -> Iterator[Finding]:
    extras = find_extras(OutputFolder(output.folder), own, keep=output.keep, apart=apart)
    for extra in sorted(extras, key=lambda extra: extra.path):
        yield Finding(output.folder / extra.path, Drift.EXTRA, extra.detail)


def _compared(folder: OutputFolder, path: str, drift: Drift, wanted: str | None) -> Finding:
    file = folder.path / path
    try:
        content = folder.read(path)
    except BlockedError:
        return Finding(file, drift, "a link, a folder or a special file is in its place")
    present: list[str] | None = None
    with suppress(UnicodeDecodeError):
        present = content.decode().splitlines() if content is not None else None
    if wanted is None or present is None:
        return Finding(file, drift)
    lines = wanted.splitlines()
    diff = tuple(difflib.unified_diff(present, lines, "as it is", "as it should be", lineterm=""))
    first = (number for number, (old, new) in enumerate(zip(present, lines, strict=False), 1) if old != new)
    return Finding(file, drift, diff=diff, line=next(first, len(present) or 1))
