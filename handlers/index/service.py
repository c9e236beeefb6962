"""The face of the code index for the server: index, search, the graph, facts; one object for all projects."""

import asyncio
import math
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeVar

from handlers.graph.code_graph import CodeGraph
from handlers.graph.load import delete_project
from handlers.graph.open import open_graph
from handlers.graph.store import GraphStore
from handlers.index.analysis import Analysis, analyse, certainly_unused, without_conventional
from handlers.index.control import Cancel, Control, Progress
from handlers.index.facts import FileStatus
from handlers.index.indexer import FileOutcome, IndexReport, Run
from handlers.index.journal import Journal
from handlers.index.language import Languages
from handlers.index.languages import SHIPPED
from handlers.index.origin import weight
from handlers.index.records import FileRecord, StoredChunk
from handlers.index.store import FactStore
from handlers.llm.embeddings import Embedder
from handlers.vectors.open import open_vectors
from handlers.vectors.search import rank, rank_among, weighted
from handlers.vectors.store import VectorStore

T = TypeVar("T")
_PROJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SNIPPET = 4000  # characters


class IndexUnavailableError(Exception):
    """The files of the index cannot be used; the message names them and the fix."""


class NotIndexedError(LookupError):
    """The project, or the path in it, is not in the index; the message contains which."""


class UnknownPathError(NotIndexedError):
    """The index has no file at or below this path."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A piece of a file that matches the question. Lines are 1-based and inclusive; `score` is between 0 and 1."""

    path: str
    start_line: int
    end_line: int
    kind: str
    symbol: str
    score: float
    snippet: str


@dataclass(slots=True)
class CodeIndex:
    """Make it with `CodeIndex.open`. One process at a time: the data folder's lock is the server's business.

    A project id is 1 to 64 letters, digits, `-` and `_`. Runs over the same project take turns.
    """

    data_dir: Path
    graph_store: GraphStore
    vectors: VectorStore
    embedder: Embedder
    languages: Languages = SHIPPED
    _running: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    @classmethod
    async def open(
        cls,
        data_dir: Path,
        embedder: Embedder,
        *,
        graph_url: str | None = None,
        graph_auth: tuple[str, str] | None = None,
    ) -> Self:
        """Open everything below `data_dir`; raises `IndexUnavailableError`, or `GraphUnavailableError` for the graph.

        The embedder stays the caller's to close, as others use it too.
        """
        await asyncio.to_thread(data_dir.mkdir, mode=0o700, parents=True, exist_ok=True)
        graph = await open_graph(data_dir, graph_url, auth=graph_auth)
        try:
            vectors = await open_vectors(data_dir / "vectors")
        except Exception as error:  # Chroma's are of many kinds, those of its parts in Rust among them
            await graph.close()
            raise IndexUnavailableError(
                f"the index {data_dir / 'vectors'} cannot be opened: {' '.join(str(error).split())}: "
                f"move {data_dir} away, and the next start builds it again from the projects"
            ) from error
        except BaseException:
            await graph.close()
            raise
        return cls(data_dir, graph, vectors, embedder)

    async def close(self) -> None:
        """Let files and connections go. Stop running indexes first."""
        await self.graph_store.close()
        await self.vectors.close()

    async def index(
        self,
        project: str,
        root: Path,
        *,
        exclude: Sequence[str] = (),
        full: bool = False,
        progress: Progress = lambda phase, done, total: None,
        cancel: Cancel | None = None,
    ) -> IndexReport:
        """Bring the index of the folder `root` up to date; only what changed is read, linked and embedded.

        After the phase `linking` the graph and search by words answer; `embedding` adds search by meaning. Raises
        IndexCancelledError within a second of `cancel` (or of the task's cancellation); the next run goes on from
        there. `full` forgets what is known first. NotADirectoryError: there is no such folder.
        """
        async with self._running[project]:
            if full:
                await self._remove(project)
            path = self._facts_path(project)
            facts = await asyncio.to_thread(FactStore.open, path)
            journal = await asyncio.to_thread(Journal.open, path.with_name("journal.json"))
            try:
                await asyncio.to_thread(facts.set_root, root)
                control = Control(progress, cancel or asyncio.Event())
                run = Run(project, root, facts, self.graph_store, journal, self.languages, exclude, control)
                changed, deleted, linked = await run.symbols()
                collection = await self.vectors.collection(project, self.embedder.identity)
                embedded = await run.meaning(self.embedder, collection)
                files = (await asyncio.to_thread(facts.counts))["files"]
                left_out = await asyncio.to_thread(facts.outcomes, ("skipped", "failed"))
            finally:
                journal.close()
                facts.close()
        return IndexReport(files, changed, deleted, linked, embedded, _outcomes(left_out))

    async def remove(self, project: str) -> None:
        """Forget the project everywhere; its folder stays untouched."""
        async with self._running[project]:
            await self._remove(project)

    async def projects(self) -> list[str]:
        """The ids of all projects that have an index here, whole or not."""
        folder = self.data_dir / "facts"
        return await asyncio.to_thread(lambda: sorted(p.name for p in folder.iterdir()) if folder.is_dir() else [])

    async def search(self, project: str, query: str, limit: int = 10, *, path_prefix: str = "") -> list[SearchHit]:
        """The pieces of code that fit `query` best, by meaning and by words, best first."""
        vector = await self.embedder.embed_query(query)
        by_words, wanted = await self._facts(
            project, lambda facts: (facts.chunks.rank_by_words(query), list(facts.chunks.hashes(path_prefix)))
        )
        collection = await self.vectors.collection(project, self.embedder.identity)
        if path_prefix:
            ranked = await rank_among(collection, vector, by_words, len(wanted), wanted)
        else:
            ranked = await rank(collection, vector, by_words, len(wanted))
        origins = await self._facts(project, lambda facts: facts.chunks.origins(name for name, _ in ranked))
        weights = {name: weight(origin, query, path_prefix) for name, origin in origins.items()}
        scores = dict(weighted(ranked, weights)[:limit])
        chunks = await self._facts(project, lambda facts: facts.chunks.get(scores))
        hits = [_hit(chunk, scores[chunk.hash]) for chunk in chunks if chunk.path.startswith(path_prefix)]
        return hits[:limit]

    def graph(self, project: str) -> CodeGraph:
        """Questions about the project's code graph."""
        return CodeGraph(self.graph_store, project)

    async def analysis(self, project: str, path: str | None = None, *, limit: int = 10) -> Analysis:
        """Facts about the project, or about the file or folder `path` in it; NotIndexedError when that is unknown."""
        graph, prefix = self.graph(project), await self._facts(project, lambda facts: facts.prefix(path or ""))
        if prefix is None:
            raise UnknownPathError(f"{path} is not in the index of this project")
        unreached = without_conventional(await graph.unreached_functions(prefix=prefix))
        names = {function.node.name for function in unreached}
        mentioned, root = await self._facts(project, lambda facts: (facts.mentioned(names), facts.root()))
        candidates = [u for u in unreached if self.languages.proves_unused(u.node.path)]
        certain = await asyncio.to_thread(certainly_unused, root, candidates, mentioned)
        return await analyse(graph, unreached, certain, prefix, limit)

    async def counts(self, project: str) -> dict[str, int]:
        """How many files there are by status, how many can be found, symbols and chunks; all 0 without an index."""
        try:
            return await self._facts(project, FactStore.counts)
        except NotIndexedError:
            return defaultdict(int)

    async def outcomes(
        self, project: str, statuses: Sequence[FileStatus], *, limit: int, offset: int = 0
    ) -> tuple[FileOutcome, ...]:
        """What became of the files with one of `statuses`, by path; nothing without an index."""
        try:
            return _outcomes(await self._facts(project, lambda facts: facts.outcomes(statuses, limit, offset)))
        except NotIndexedError:
            return ()

    async def _facts(self, project: str, work: Callable[[FactStore], T]) -> T:
        """`work` with a connection of its own, so that reading goes on while the project is indexed."""

        def run() -> T:
            path = self._facts_path(project)
            if not path.exists():
                raise NotIndexedError(f"project {project} is not indexed yet")
            facts = FactStore.open(path)
            try:
                return work(facts)
            finally:
                facts.close()

        return await asyncio.to_thread(run)

    async def _remove(self, project: str) -> None:
        await asyncio.to_thread(shutil.rmtree, self._facts_path(project).parent, ignore_errors=True)
        await delete_project(self.graph_store, project)
        await self.vectors.drop(project)

    def _facts_path(self, project: str) -> Path:
        if not _PROJECT.fullmatch(project):
            raise ValueError(f"{project!r} is no project id")
        return self.data_dir / "facts" / project / "facts.sqlite"


def _outcomes(records: Iterable[FileRecord]) -> tuple[FileOutcome, ...]:
    return tuple(
        FileOutcome(record.path, record.status, record.reason) for record in records if record.status != "deleted"
    )


def _hit(chunk: StoredChunk, score: float) -> SearchHit:
    snippet = chunk.text[:_SNIPPET]
    # Rare words lift a sum above 1; tanh keeps the order and leaves small scores nearly as they are.
    bounded = max(0.0, math.tanh(score))
    return SearchHit(chunk.path, chunk.start_line, chunk.end_line, chunk.kind, chunk.symbol, bounded, snippet)
