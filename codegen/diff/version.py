"""ContractVersion: one of the two contracts that are compared, from files, a folder or a git revision, with its places.

`git:REV` takes the documents that the revision's contracts.toml names, `git:REV:PATH` one document or folder of it.
What a revision holds is unpacked into a temporary folder; messages call it `git:REV:path/in/repository`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from codegen import config as configuration
from codegen.config import check_document
from codegen.contract import JSON, Contract
from codegen.diagnostics import Diagnostic, Diagnostics, Position, Severity, ToolchainError
from codegen.diff.revision import Blob, Revision, find_revision
from codegen.load import DOCUMENTS, At, Library
from codegen.pipeline import read_contract


class VersionError(ToolchainError):
    """OLD or NEW names nothing that can be read."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class ContractVersion:
    contract: Contract
    library: Library
    documents: tuple[Path, ...]
    flaws: tuple[Diagnostic, ...] = ()  # what reading them had to leave out or degrade
    root: Path | None = None  # where a revision was unpacked
    prefix: str = ""  # what stands for `root` in messages

    def place(self, position: Position) -> At:
        return At(Path(position.file).resolve(), position.pointer)

    def position(self, at: At) -> Position:
        """The place of `at`, or of its nearest parent where it does not exist, as people call the file."""
        return self.shown(replace(self.library.position(at), pointer=at.pointer))

    def shown(self, position: Position) -> Position:
        file = Path(position.file).resolve()
        if self.root is None or not file.is_relative_to(self.root):
            return position
        return replace(position, file=f"{self.prefix}{file.relative_to(self.root).as_posix()}")

    def find(self, at: At) -> JSON:
        """The value at a place; None where there is none."""
        try:
            return self.library.find(at)
        except KeyError:
            return None

    def whole(self) -> Position:
        """The first document itself."""
        return self.position(At(self.documents[0].resolve()))

    def follow(self, at: At) -> At:
        """Where a chain of references that starts at `at` ends."""
        seen = set[At]()
        while at not in seen:
            seen.add(at)
            value = self.find(at)
            target = None
            if isinstance(value, dict) and isinstance(value.get("$ref"), str):
                target = self.library.target(value["$ref"], at)
            if target is None:
                return at
            at = target
        return at

    def written(self, position: Position, *tokens: str | int) -> At:
        """A member of the object at a position of this side's contract."""
        at = self.place(position)
        for token in tokens:
            at = at / token
        return at

    def get(self, position: Position, *tokens: str | int) -> JSON:
        return self.find(self.written(position, *tokens))


def read_version(documents: Sequence[Path], root: Path | None = None, prefix: str = "") -> ContractVersion:
    """ContractError where they cannot be used."""
    contract, diagnostics, reached, _ = read_contract(documents)
    library = Library(Diagnostics(), roots=[document.resolve().parent for document in documents])
    for file in reached:
        library.open(file)
    flaws = tuple(d for d in diagnostics.sorted() if d.severity is Severity.WARNING)
    return ContractVersion(contract, library, tuple(documents), flaws, root, prefix)


@contextmanager
def open_version(name: str, config: Path | None = None) -> Iterator[ContractVersion]:
    """OLD or NEW as the command line gives it. VersionError where there is no such thing."""
    if not name.startswith("git:"):
        yield read_version(_documents(Path(name), config))
        return
    spelled, _, inside = name.removeprefix("git:").partition(":")
    revision = find_revision(spelled)
    with TemporaryDirectory(prefix="contracts-diff-") as temporary:
        root = Path(temporary).resolve()
        start = str(PurePosixPath(inside or _standing(revision.top, config)))
        if start.startswith(("/", "../")) or start == "..":
            raise VersionError(f"{name}: write the path from the top of the repository {revision.top}")
        folder = start if revision.kind(start) == "tree" else str(PurePosixPath(start).parent)
        blobs = revision.files(folder)
        revision.write(blobs, root)
        if folder != "." and any("../" in text for text in _texts(root / folder)):
            revision.write(_beside(revision, folder), root)
        path = root / start
        if not path.exists():
            raise VersionError(f"{name}: {spelled} has no {start}")
        yield read_version(_documents(path, None), root, f"git:{spelled}:")


def _documents(path: Path, config: Path | None) -> tuple[Path, ...]:
    """One document, or those of the contracts.toml of a folder."""
    if path.is_file() and path.suffix != ".toml":
        return (path,)
    if not path.is_dir():
        check_document(path)
    if path.is_dir():
        config_file = next((path / n for n in configuration.SEARCHED if (path / n).is_file()), config)
        path = config_file or configuration.find(path)
    if not path.is_file():
        raise VersionError(f"{path}: there is no such file")
    return configuration.read_documents(path)


def _standing(top: Path, config: Path | None) -> str:
    """The contracts.toml that counts here, as a path in the repository."""
    file = (config or configuration.find(Path.cwd())).resolve()
    if not file.is_relative_to(top):
        raise VersionError(f"{file} is outside of the repository {top}; name the document: git:REV:path")
    return file.relative_to(top).as_posix()


def _texts(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.suffix in DOCUMENTS and file.is_file():
            yield file.read_text(encoding="utf-8", errors="replace")


def _beside(revision: Revision, folder: str) -> Iterator[Blob]:
    """The documents that `../` may lead to: those of the folders next to this one."""
    above = PurePosixPath(folder).parent
    for blob in revision.files(str(above)):
        path = PurePosixPath(blob.path)
        if path.suffix in DOCUMENTS and path.parent != above and not path.is_relative_to(folder):
            yield blob
