"""One run of the index: changed files to facts, facts to graph, chunks to vectors.

Each step updates the facts (sha256, `dirty`) only after its work is stored, so the next run resumes where one that was
cancelled or killed stopped. An error in one file is recorded as the status of that file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handlers.graph.store import GraphStore
from handlers.index.control import Control
from handlers.index.embedding import Embedding
from handlers.index.facts import FileStatus
from handlers.index.journal import Journal
from handlers.index.language import Languages
from handlers.index.linking import Linking
from handlers.index.scanning import Scan
from handlers.index.store import FactStore
from handlers.llm.embeddings import Embedder
from handlers.vectors.store import VectorCollection


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """The status of a file; `reason` is empty when it is ok."""

    path: str
    status: FileStatus
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """The result of a run. `left_out` are the skipped and failed files of the whole index."""

    files: int
    changed: int
    deleted: int
    linked: int
    embedded: int
    left_out: tuple[FileOutcome, ...]


@dataclass(slots=True)
class Run:
    """One run over one project; not reusable."""

    project: str
    root: Path
    store: FactStore
    graph: GraphStore
    journal: Journal
    languages: Languages
    exclude: Sequence[str]
    control: Control

    async def symbols(self) -> tuple[int, int, int]:
        """Bring facts and graph up to date; returns how many files changed, were deleted and were linked."""
        self.control.progress("scanning", 0, 0)
        await self.control.in_thread(partial(self.store.expire, self.languages.version))
        scan = Scan(self.root, self.store, self.journal, self.languages, self.exclude, self.control)
        changed, deleted = await self.control.in_thread(scan.run)
        linked = await Linking(self.project, self.root.name, self.store, self.graph, self.languages, self.control).run()
        return changed, deleted, linked

    async def meaning(self, embedder: Embedder, vectors: VectorCollection) -> int:
        """Bring the vectors up to date; returns how many chunks were embedded."""
        return await Embedding(self.store, embedder, vectors, self.control).run()
