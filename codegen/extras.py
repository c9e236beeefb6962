"""What is in an output folder and was not generated. A compiler or an interpreter may take it for generated code
(`cat/__init__.py` is imported instead of `cat.py`), so that an output folder holds nothing else.

Not reported: what tools write there (IGNORED), what `keep` lists in contracts.toml, the configuration's own files where
they are in the folder, and the folders of other targets. Nothing of these may have the name of a generated neighbour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from codegen.manifest import NAME
from codegen.output_folder import Entry, OutputFolder
from codegen.paths import VERSION_CONTROL

IGNORED = VERSION_CONTROL | {
    "__pycache__", ".build", ".DS_Store", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".swiftpm", "dist",
    "node_modules",
}  # fmt: skip
"""Folders and files that interpreters, compilers and package managers make next to sources."""

_UNCHECKED = 1  # flags of a .pyc that Python runs without a look at its source (PEP 552)


@dataclass(frozen=True, slots=True)
class Extra:
    path: str
    detail: str


def is_ignored(entry: Entry) -> bool:
    name = PurePosixPath(entry.path).name
    return name in IGNORED and (entry.is_folder or name != "__pycache__")


def find_extras(
    output: OutputFolder, own: AbstractSet[str], *, keep: Collection[str] = (), apart: Collection[Path] = ()
) -> Iterator[Extra]:
    """`own`: paths that are generated, or were. `keep`: paths below the folder, of files or of whole folders. `apart`:
    absolute paths of files and folders that are in the output folder for another reason."""
    folders = {str(parent) for path in own for parent in PurePosixPath(path).parents}
    stems = {_stem(path) for path in own | folders}
    outside = {path.relative_to(output.path).as_posix() for path in apart if path.is_relative_to(output.path)}
    above = {str(parent) for path in outside for parent in PurePosixPath(path).parents}

    def is_ours(entry: Entry) -> bool:
        """Neither reported nor entered."""
        if entry.path in own or entry.path == NAME:
            return True  # what is wrong with a generated file is found by comparing it
        if entry.path in outside and entry.is_file:
            return True
        return (entry.path in outside or entry.path in keep or is_ignored(entry)) and _stem(entry.path) not in stems

    waiting = [""]
    while waiting:
        for entry in output.entries(is_ours, waiting.pop(), 1):
            if entry.is_folder and (entry.path in folders or entry.path in above or _holds(entry.path, keep)):
                waiting.append(f"{entry.path}/")
            else:
                yield Extra(entry.path, _detail(entry, stems))
    yield from _unchecked(output, folders)


def _stem(path: str) -> str:
    """Folder and name without what follows the first dot: cat.py, cat.pyi, cat.so and the folder cat are the same."""
    pure = PurePosixPath(path)
    return f"{pure.parent}/{pure.name.split('.')[0] or pure.name}".casefold()


def _holds(folder: str, keep: Collection[str]) -> bool:
    return any(path.startswith(f"{folder}/") for path in keep)


def _detail(entry: Entry, stems: Collection[str]) -> str:
    if entry.is_temporary:
        return "left by a run that was stopped; the next contracts generate removes it"
    if _stem(entry.path) in stems:
        return "not generated; it can be taken for the generated file of the same name"
    what = "" if entry.is_file else "a folder that was " if entry.is_folder else "a link or special file that was "
    return f"{what}not generated; move it, or list it under keep in contracts.toml"


def _unchecked(output: OutputFolder, folders: Collection[str]) -> Iterator[Extra]:
    """Bytecode next to generated modules that Python runs without a look at its source."""
    for folder in sorted(folders):
        cache = "__pycache__/" if folder == "." else f"{folder}/__pycache__/"
        for entry in output.entries(lambda entry: entry.is_folder or not entry.path.endswith(".pyc"), below=cache):
            flags = output.read_head(entry.path, 8)[4:]
            if int.from_bytes(flags, "little") == _UNCHECKED:
                yield Extra(entry.path, "bytecode that Python runs without a look at the generated source")
