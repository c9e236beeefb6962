"""How an output folder differs from what its contract says: `emit`, comparing instead of writing. Nothing is written,
and no version control is needed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from codegen.emit import Fate, Tree, compare
from codegen.manifest import NAME, Manifest, file_digest, load


class Drift(StrEnum):
    MISSING = "missing"
    STALE = "stale"
    EDITED = "edited by hand"
    ORPHANED = "orphaned"  # generated once, and not any more
    EXTRA = "extra"  # never generated, in the midst of what is


@dataclass(frozen=True, slots=True)
class Finding:
    """`diff` is a unified diff from what lies there to what belongs there, where both are known; `line` its first."""

    path: Path
    drift: Drift
    detail: str = ""
    diff: tuple[str, ...] = ()
    line: int = 1


def check_files(folder: Path) -> list[Finding]:
    """The folder against its manifest alone: right where the inputs are unchanged."""
    made = load(folder)
    if made is None:
        return [Finding(folder, Drift.MISSING, "never generated")]
    findings = []
    for path in sorted(made.files.keys() | made.pending.keys()):
        present = file_digest(folder / path)
        if present is None:
            findings.append(Finding(folder / path, Drift.MISSING))
        elif made.pending and present != made.files.get(path):
            findings.append(Finding(folder / path, Drift.STALE, "a run was interrupted"))
        elif not made.owns(path, present):
            findings.append(Finding(folder / path, Drift.EDITED))
    return findings + list(_extras(folder, made))


_DRIFT = {
    Fate.CREATE: Drift.MISSING,
    Fate.UPDATE: Drift.STALE,
    Fate.REMOVE: Drift.ORPHANED,
    Fate.EDITED: Drift.EDITED,
    Fate.FOREIGN: Drift.EDITED,
}


def check_tree(folder: Path, tree: Tree) -> list[Finding]:
    """The folder against what would be generated now, file by file."""
    made = load(folder)
    if made is None:
        return [Finding(folder, Drift.MISSING, "never generated")]
    found = [
        _compared(folder / change.path, _DRIFT[change.fate], tree.get(change.path))
        for change in compare(folder, tree)
        if change.fate is not Fate.KEEP
    ]
    return found + [extra for extra in _extras(folder, made) if extra.path.relative_to(folder).as_posix() not in tree]


def _extras(folder: Path, made: Manifest) -> Iterator[Finding]:
    """Files that a compiler would take for generated ones: of the same kind, in the same folder. What lies elsewhere
    in the output folder is its owner's."""
    known = made.files.keys() | made.pending.keys()
    kinds = {(pure.parent, pure.suffix) for pure in map(PurePosixPath, known) if pure.suffix}
    for parent in sorted({parent for parent, _ in kinds}):
        here = folder / parent
        for file in sorted(here.iterdir()) if here.is_dir() else ():
            path = parent / file.name
            if (parent, path.suffix) in kinds and file.name != NAME and path.as_posix() not in known and file.is_file():
                yield Finding(file, Drift.EXTRA, "not generated; what is written by hand needs a folder of its own")


def _compared(file: Path, drift: Drift, wanted: str | None) -> Finding:
    try:
        present = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Finding(file, drift)
    if wanted is None:
        return Finding(file, drift)
    diff = tuple(difflib.unified_diff(present, wanted.splitlines(), "as it is", "as it should be", lineterm=""))
    pairs = zip(present, wanted.splitlines(), strict=False)
    line = next((number for number, (one, other) in enumerate(pairs, 1) if one != other), len(present) or 1)
    return Finding(file, drift, diff=diff, line=line)
