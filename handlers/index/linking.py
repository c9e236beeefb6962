"""The second step of a run: write facts to the code graph. A file whose rows the engine refuses fails alone."""

import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from handlers.graph import load
from handlers.graph.model import EdgeRow, NodeRow
from handlers.graph.schema import stamp
from handlers.graph.store import GraphStore, GraphUnavailableError
from handlers.index import links
from handlers.index.control import Control, describe
from handlers.index.facts import FileFacts, language_code
from handlers.index.language import Languages
from handlers.index.links import Uids
from handlers.index.records import FileRecord
from handlers.index.resolution import project_names
from handlers.index.store import FactStore

Row = TypeVar("Row", NodeRow, EdgeRow)

_GRAPH_ROWS = 2000  # rows of one transaction, about


@dataclass(frozen=True, slots=True)
class _FileRows(Generic[Row]):
    """Rows of one file; `least` are those to write when writing `rows` fails, `error` is why reading them failed."""

    path: str
    rows: Sequence[Row]
    least: Sequence[Row]
    error: str = ""


@dataclass(slots=True)
class Linking:
    """Writes nodes of changed files first, then the edges of every file whose references may resolve differently."""

    project: str
    name: str
    store: FactStore
    graph: GraphStore
    languages: Languages
    control: Control

    async def run(self) -> int:
        """Bring the graph up to date; how many files were linked."""
        in_thread = self.control.in_thread
        await self._match_build()
        await in_thread(self.store.backlog.mark_dirty)
        generation = await in_thread(self.store.backlog.next_generation)
        with_nodes = await in_thread(lambda: self.store.dirty(2))
        total = len(await in_thread(lambda: self.store.dirty(1)))
        steps = len(with_nodes) + total

        def report(done: int) -> None:
            self.control.progress("linking", min(total * done // max(steps, 1), total), total)

        report(0)
        await self._write_nodes(with_nodes, generation, report)
        await in_thread(self.store.backlog.mark_dirty)  # files that failed have lost their names
        records = await in_thread(lambda: self.store.dirty(1))
        await self._write_edges(records, generation, lambda done: report(len(with_nodes) + done))
        report(steps)
        if records:
            await load.delete_orphan_externals(self.graph, self.project)
        return len(records)

    async def _match_build(self) -> None:
        """Delete the project from a graph that was not loaded from these facts, and mark every file for loading.

        After that an interrupted run sees the same build and resumes with the files that are still dirty.
        """
        expected, actual = await self.control.in_thread(self.store.backlog.build), None
        if expected is not None and expected.startswith(stamp(self.graph)):
            actual = await load.project_build(self.graph, self.project)
        if actual is None or actual != expected:
            build = f"{stamp(self.graph)}, {uuid.uuid4()}"
            await load.delete_project(self.graph, self.project)
            await self.control.in_thread(lambda: self.store.backlog.start_build(build))
            await load.set_project(self.graph, self.project, build, name=self.name)

    async def _write_nodes(self, records: Sequence[FileRecord], generation: int, report: Callable[[int], None]) -> None:
        uids = Uids(self.project)

        def rows() -> Iterator[_FileRows[NodeRow]]:
            for record in records:
                if record.deleted:
                    yield _FileRows(record.path, [], [])
                    continue
                language = self.languages.of_path(record.path)
                name = "" if language is None else language.name
                least = list(links.nodes(uids, replace(record, status="failed"), name, (), generation))
                try:
                    nodes = list(links.nodes(uids, record, name, self.store.symbols(record.path), generation))
                    yield _FileRows(record.path, nodes, least)
                except Exception as error:  # noqa: BLE001 - the other files are linked
                    yield _FileRows(record.path, least, least, describe(error))

        async def write(files: Sequence[_FileRows[NodeRow]]) -> None:
            owners = [uids.file(file.path) for file in files]
            await load.write_nodes(self.graph, owners, [row for file in files for row in file.rows], generation)

        def failed(path: str) -> None:
            self.store.drop_facts(path)

        await self._write(rows(), write, failed, 1, report)

    async def _write_edges(self, records: Sequence[FileRecord], generation: int, report: Callable[[int], None]) -> None:
        uids = Uids(self.project)
        names = await self.control.in_thread(partial(project_names, self.store, self.languages)) if records else {}

        def rows() -> Iterator[_FileRows[EdgeRow]]:
            for record in records:
                least = [] if record.deleted else [links.containment(uids, record.path)]
                try:
                    facts = self.store.facts(record.path)
                    edges = least if facts is None else links.edges(uids, facts, names[_code(facts)])
                    yield _FileRows(record.path, edges, least)
                except Exception as error:  # noqa: BLE001 - the other files are linked
                    yield _FileRows(record.path, least, least, describe(error))

        async def write(files: Sequence[_FileRows[EdgeRow]]) -> None:
            edges = [row for file in files for row in file.rows]
            if outside := links.externals(uids, edges, self.languages):
                await load.write_nodes(self.graph, [], outside, generation)
            await load.write_edges(self.graph, [uids.file(file.path) for file in files], edges)

        await self._write(rows(), write, lambda path: None, 0, report)

    async def _write(
        self,
        pending: Iterator[_FileRows[Row]],
        write: Callable[[Sequence[_FileRows[Row]]], Awaitable[None]],
        failed: Callable[[str], None],
        level: int,
        report: Callable[[int], None],
    ) -> None:
        """Write all rows in batches; afterwards the files are dirty down to `level` only."""
        done = 0
        while batch := await self.control.in_thread(lambda: _take(pending)):
            failures = {file.path: file.error for file in batch if file.error}
            failures |= await _write_apart(batch, write)
            for path, reason in failures.items():
                await self.control.in_thread(partial(self._fail, path, f"linking: {reason}", failed))
            await self.control.in_thread(partial(self.store.backlog.settle, [file.path for file in batch], level))
            done += len(batch)
            report(done)

    def _fail(self, path: str, reason: str, failed: Callable[[str], None]) -> None:
        failed(path)
        self.store.fail(path, reason)


async def _write_apart(
    batch: Sequence[_FileRows[Row]], write: Callable[[Sequence[_FileRows[Row]]], Awaitable[None]]
) -> dict[str, str]:
    """Write a batch in one transaction, or if that fails, file by file; returns the reasons of those that failed.

    Of these the `least` rows are written, which raises when the engine rather than the file is the cause.
    """
    try:
        await write(batch)
        return {}
    except GraphUnavailableError:
        raise
    except Exception:  # noqa: BLE001 - retried file by file
        failures: dict[str, str] = {}
    for file in batch:
        try:
            await write([file])
        except GraphUnavailableError:
            raise
        except Exception as error:  # noqa: BLE001 - it becomes the file's reason
            await write([replace(file, rows=file.least)])
            failures[file.path] = describe(error)
    return failures


def _code(facts: FileFacts) -> str:
    return language_code(facts.symbols[0].descriptor)


def _take(pending: Iterator[_FileRows[Row]]) -> list[_FileRows[Row]]:
    """The next files with their rows, about `_GRAPH_ROWS` rows in all; empty at the end."""
    batch: list[_FileRows[Row]] = []
    size = 0
    for file in pending:
        batch.append(file)
        size += len(file.rows) + 1
        if size >= _GRAPH_ROWS:
            break
    return batch
