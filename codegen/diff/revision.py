"""Files of a git revision, read without running anything that a repository configures: no filters, hooks or fetches.

A revision is resolved to a commit first, so that nothing of the command line can be taken for an option of git.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codegen.diagnostics import ToolchainError
from codegen.paths import PathError, check_path

_OPTIONS = ("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # objects that are not here are not fetched, by whatever command
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_LINK = "120000"


class RevisionError(ToolchainError):
    """A revision or path that is not in the repository, or no repository."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Blob:
    path: str  # from the top of the repository
    object: str
    is_link: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit. `name` is how the command line calls it."""

    name: str
    commit: str
    top: Path  # of the working copy

    def kind(self, path: str) -> str:
        """'blob', 'tree', or '' where there is nothing."""
        if path == ".":
            return "tree"
        try:
            return _git(self.top, "cat-file", "-t", f"{self.commit}:{path}").decode().strip()
        except RevisionError:
            return ""

    def files(self, folder: str) -> list[Blob]:
        """All files below a folder; '.' is the whole revision."""
        paths = [] if folder == "." else [f"{folder}/"]
        listed = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", self.commit, "--", *paths).split(b"\0")
        return [blob for line in listed if (blob := _blob(line))]

    def write(self, blobs: Iterable[Blob], root: Path) -> None:
        """Write files below `root`, an empty folder. Links that lead out of it are left out."""
        wanted = list(blobs)
        links = []
        for blob, content in zip(wanted, self._contents(wanted), strict=True):
            (root / blob.path).parent.mkdir(parents=True, exist_ok=True)
            if blob.is_link:  # after all files, so that none is written through a link
                links.append((root / blob.path, os.fsdecode(content)))
            else:
                (root / blob.path).write_bytes(content)
        for link, target in links:
            if not os.path.lexists(link) and target and not os.path.isabs(target):
                link.symlink_to(target)
        for link, _ in links:
            if link.is_symlink() and not Path(os.path.realpath(link)).is_relative_to(root.resolve()):
                link.unlink()

    def _contents(self, blobs: Sequence[Blob]) -> Iterator[bytes]:
        asked = "".join(f"{blob.object}\n" for blob in blobs).encode()
        output = _git(self.top, "cat-file", "--batch", stdin=asked)
        at = 0
        for blob in blobs:
            end = output.index(b"\n", at)
            words = output[at:end].split()
            if len(words) != 3:
                raise RevisionError(
                    f"{self.name}: {blob.path} is not in this copy of the repository: git fetch it first"
                )
            size = int(words[2])
            yield output[end + 1 : end + 1 + size]
            at = end + size + 2


def find_revision(name: str) -> Revision:
    """The commit that a revision name resolves to, in the repository of the current folder."""
    if not name or name.startswith("-"):
        raise RevisionError(f"git:{name}: {name!r} is not a revision; write git:main or git:main:api/openapi.yaml")
    here = Path.cwd()
    top = Path(os.fsdecode(_git(here, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    try:
        commit = _git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except RevisionError:
        raise RevisionError(
            f"git:{name}: there is no revision {name!r} here; git branch -a and git tag list them"
        ) from None
    return Revision(name, commit.decode().strip().splitlines()[-1], top)


def _blob(line: bytes) -> Blob | None:
    head, _, path = line.partition(b"\t")
    if head.count(b" ") != 2:
        return None
    mode, object_type, name = head.decode().split(" ")
    try:
        checked = check_path(os.fsdecode(path))
    except PathError:  # a tree can be made to hold what no working copy may
        return None
    return Blob(checked, name, mode == _LINK) if object_type == "blob" else None


def _git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        done = subprocess.run(
            ["git", *_OPTIONS, *arguments], cwd=folder, env=environment, input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise RevisionError("git: revisions need git, which is not installed") from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise RevisionError(f"git {arguments[0]}: {lines[-1] if lines else f'failed with {done.returncode}'}")
    return done.stdout
