"""One run of the index: changed files to facts, facts to graph, chunks to vectors.

Every step leaves its marks in the facts (sha256, `dirty`) only once its work is kept, so a run that was cancelled or
killed is taken up by the next one where it stopped.
"""

import asyncio
import hashlib
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from handlers.graph import load
from handlers.graph.model import EdgeRow, NodeRow
from handlers.graph.schema import stamp
from handlers.graph.store import GraphStore
from handlers.index import links, python
from handlers.index.links import Uids
from handlers.index.store import FactStore, FileRecord
from handlers.index.walk import Candidate, UnreadableError, candidates, read
from handlers.llm.embeddings import Embedder
from handlers.vectors.store import VectorCollection

T = TypeVar("T")
Row = TypeVar("Row", NodeRow, EdgeRow)
Phase = Literal["scanning", "parsing", "linking", "embedding"]
Progress = Callable[[Phase, int, int], None]
"""Told (phase, done, total) on the event loop: files while parsing and linking, chunks while embedding."""

_GRAPH_ROWS = 2000  # rows a transaction, about
_EMBED_CHUNKS = 64  # chunks whose vectors are kept at once
_CLOCK_TICK = 2_000_000_000  # nanoseconds: files written within them may bear the same time (ext4: 4 ms, FAT: 2 s)
_POLL = 0.2  # seconds between looks at `cancel` while a batch is embedded


class Cancel(Protocol):
    """`asyncio.Event` and `threading.Event` both are one; it is looked at from several threads."""

    def is_set(self) -> bool: ...


class IndexCancelledError(Exception):
    """The run was stopped on request; what it had finished is kept."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did. `skipped` pairs a path with the reason why it was left out."""

    files: int
    changed: int
    deleted: int
    linked: int
    embedded: int
    skipped: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Run:
    """One run over one project. Make a new one each time."""

    project: str
    root: Path
    store: FactStore
    graph: GraphStore
    exclude: Sequence[str] = ()
    progress: Progress = lambda phase, done, total: None
    cancel: Cancel = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    """Set when the task is cancelled, because a thread goes on until it is told."""
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)

    async def symbols(self) -> tuple[int, int, int]:
        """Bring facts and graph up to date; how many files changed, were deleted and were linked."""
        self.progress("scanning", 0, 0)
        changed, deleted = await self._in_thread(self._parse_changed)
        linked = await self._link()
        return changed, deleted, linked

    async def meaning(self, embedder: Embedder, vectors: VectorCollection) -> int:
        """Bring the vectors up to date; how many chunks were embedded. Equal text is never embedded twice."""
        wanted, kept = await self._in_thread(self.store.chunk_hashes), await vectors.ids()
        await vectors.delete(kept.difference(wanted))
        missing = [name for name in wanted if name not in kept]
        for at in range(0, len(missing), _EMBED_CHUNKS):
            batch = missing[at : at + _EMBED_CHUNKS]
            self.progress("embedding", at, len(missing))
            await self._embed(embedder, vectors, batch, at, len(missing))
        self.progress("embedding", len(missing), len(missing))
        return len(missing)

    # -- facts ---------------------------------------------------------------------------------------------------

    def _parse_changed(self) -> tuple[int, int]:
        known = self.store.files()
        seen = {found.path: found for found in candidates(self.root, python.SUFFIXES, self.exclude)}
        gone = [path for path, record in known.items() if path not in seen and record.status != "deleted"]
        for path in gone:
            self._check()
            self.store.forget(path)
        stale = [found for found in seen.values() if _may_differ(found, known.get(found.path))]
        self._tell("parsing", 0, len(stale))
        changed = 0
        for done, found in enumerate(stale, 1):
            self._check()
            changed += self._parse(found, known.get(found.path))
            self._tell("parsing", done, len(stale))
        return changed, len(gone)

    def _parse(self, found: Candidate, known: FileRecord | None) -> bool:
        """Read one file and keep its facts; False when its bytes are as before."""
        if time.time_ns() - found.mtime_ns < _CLOCK_TICK:
            found = replace(found, mtime_ns=0)  # the next edit may have this time and size too: look again next time
        try:
            source = read(self.root, found.path)
        except UnreadableError as error:
            if known is not None and known.status == str(error):
                self.store.touch(found)
                return False
            self.store.replace(found, "", None, str(error))
            return True
        digest = hashlib.sha256(source).hexdigest()
        if known is not None and known.sha256 == digest and known.status != "deleted":
            self.store.touch(found)
            return False
        facts = python.parse(found.path, source)
        self.store.replace(found, digest, facts, "partial" if facts.partial else "ok")
        return True

    # -- graph ---------------------------------------------------------------------------------------------------

    async def _link(self) -> int:
        """Nodes of changed files first, then the edges of every file that may lead elsewhere now."""
        await self._match_build()
        await self._in_thread(self.store.mark_dirty)
        generation = await self._in_thread(self.store.next_generation)
        records = await self._in_thread(lambda: self.store.dirty(1))
        with_nodes = [record for record in records if record.dirty == 2]
        steps = len(with_nodes) + len(records)

        def tell(done: int) -> None:
            self.progress("linking", len(records) * done // max(steps, 1), len(records))

        tell(0)
        await self._write_nodes(with_nodes, generation, tell)
        await self._write_edges(records, generation, lambda done: tell(len(with_nodes) + done))
        if records:
            await load.delete_orphan_externals(self.graph, self.project)
        return len(records)

    async def _match_build(self) -> None:
        """Make sure that the graph holds what the facts say it holds; otherwise start its part of it anew.

        After that an interrupted run finds the same build and goes on with the files that are still dirty.
        """
        wanted, found = await self._in_thread(lambda: self.store.meta("build")), None
        if wanted is not None and wanted.startswith(stamp(self.graph)):
            found = await load.project_build(self.graph, self.project)
        if found is None or found != wanted:
            build = f"{stamp(self.graph)}, {uuid.uuid4()}"
            await load.delete_project(self.graph, self.project)
            await self._in_thread(lambda: self.store.start_build(build))
            await load.set_project(self.graph, self.project, build, name=self.root.name)

    async def _write_nodes(self, records: Sequence[FileRecord], generation: int, tell: Callable[[int], None]) -> None:
        uids, done = Uids(self.project), 0

        def rows() -> Iterator[tuple[str, list[NodeRow]]]:
            for record in records:
                symbols = self.store.symbols(record.path)
                gone = record.status == "deleted"
                yield record.path, [] if gone else list(links.nodes(uids, record, symbols, generation))

        pending = rows()
        while batch := await self._in_thread(lambda: _take(pending)):
            paths = [path for path, _ in batch]
            nodes = [row for _, of_file in batch for row in of_file]
            await load.write_nodes(self.graph, [uids.file(path) for path in paths], nodes, generation)
            await self._in_thread(partial(self.store.settle, paths, 1))
            done += len(batch)
            tell(done)

    async def _write_edges(self, records: Sequence[FileRecord], generation: int, tell: Callable[[int], None]) -> None:
        uids, done = Uids(self.project), 0

        def rows() -> Iterator[tuple[str, list[EdgeRow]]]:
            names = self.store.names()
            for record in records:
                facts = self.store.facts(record.path)
                if facts is not None:
                    yield record.path, links.edges(uids, facts, names)
                else:
                    yield record.path, [] if record.status == "deleted" else [links.containment(uids, record.path)]

        pending = rows()
        while records and (batch := await self._in_thread(lambda: _take(pending))):
            paths = [path for path, _ in batch]
            edges = [row for _, of_file in batch for row in of_file]
            if outside := links.externals(uids, edges):
                await load.write_nodes(self.graph, [], outside, generation)
            await load.write_edges(self.graph, [uids.file(path) for path in paths], edges)
            await self._in_thread(partial(self.store.settle, paths, 0))
            done += len(batch)
            tell(done)

    # -- vectors -------------------------------------------------------------------------------------------------

    async def _embed(
        self, embedder: Embedder, vectors: VectorCollection, hashes: Sequence[str], done: int, total: int
    ) -> None:
        """Embed one batch and keep its vectors; a wish to stop is heard within `_POLL` seconds."""
        texts = [chunk.embedded_text for chunk in await self._in_thread(lambda: self.store.chunks(hashes, once=True))]
        embedding = asyncio.ensure_future(
            embedder.embed_documents(texts, on_batch=lambda ready, _: self.progress("embedding", done + ready, total))
        )
        try:
            while not embedding.done():
                self._check()
                await asyncio.wait({embedding}, timeout=_POLL)
        finally:
            if not embedding.done():
                embedding.cancel()
                await asyncio.wait({embedding})
        await vectors.put(hashes, embedding.result())

    # -- threads -------------------------------------------------------------------------------------------------

    async def _in_thread(self, work: Callable[[], T]) -> T:
        """Run blocking `work`; a cancelled task waits for its thread, which has the connection until it ends."""
        self._check()
        running = asyncio.ensure_future(asyncio.to_thread(work))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            self._stop.set()
            await asyncio.wait({running})
            running.exception()  # looked at, so that the loop doesn't log it as forgotten
            raise

    def _check(self) -> None:
        if self._stop.is_set() or self.cancel.is_set():
            raise IndexCancelledError

    def _tell(self, phase: Phase, done: int, total: int) -> None:
        self._loop.call_soon_threadsafe(self.progress, phase, done, total)


def _may_differ(found: Candidate, known: FileRecord | None) -> bool:
    return known is None or known.status == "deleted" or (known.size, known.mtime_ns) != (found.size, found.mtime_ns)


def _take(rows: Iterator[tuple[str, list[Row]]]) -> list[tuple[str, list[Row]]]:
    """The next files with their rows, about `_GRAPH_ROWS` rows in all; empty at the end."""
    batch: list[tuple[str, list[Row]]] = []
    size = 0
    for path, of_file in rows:
        batch.append((path, of_file))
        size += len(of_file) + 1
        if size >= _GRAPH_ROWS:
            break
    return batch
