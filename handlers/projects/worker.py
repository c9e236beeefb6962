"""The index worker: takes queued jobs one after the other, reports progress, and gives each a final state."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from handlers.errors import Conflict, NotFound, ServiceError
from handlers.index.control import IndexCancelledError
from handlers.index.control import Phase as RunPhase
from handlers.index.service import CodeIndex
from handlers.projects.jobs import IndexJobs
from handlers.projects.model import IndexCounts, IndexJob
from handlers.projects.roots import Roots
from handlers.projects.service import Projects

_REPORT_EVERY_S = 0.25
_FREE_ATTEMPTS = 3
_DELAY_S = 5.0
_MAX_DELAY_S = 60.0


@dataclass(slots=True)
class _Progress:
    """The last progress of the index; it is stored every `_REPORT_EVERY_S` seconds, not at every file."""

    phase: RunPhase = "scanning"
    files: tuple[int, int] = (0, 0)
    chunks: tuple[int, int] | None = None

    def update(self, phase: RunPhase, done: int, total: int) -> None:
        self.phase = phase
        if phase == "embedding":
            self.chunks = (done, total)
        elif phase != "scanning":
            self.files = (done, total)


class IndexWorker:
    """`run` it as a task. Cancelling the task returns the job to the queue: the next server resumes it.

    A job that was interrupted `_FREE_ATTEMPTS` times waits longer and longer before it begins: if it is the job that
    ends the server, there is time to delete the project or to change what it excludes.
    """

    def __init__(
        self,
        projects: Projects,
        jobs: IndexJobs,
        index: CodeIndex,
        roots: Roots,
        *,
        on_progress: Callable[[IndexJob], None] = lambda job: None,
    ) -> None:
        """`on_progress` is called with each job a few times a second and at its end."""
        self._projects, self._jobs, self._index, self._roots, self._on_progress = (
            projects,
            jobs,
            index,
            roots,
            on_progress,
        )
        self._log = structlog.stdlib.get_logger("leanvibe.index")
        self._cancel: dict[str, asyncio.Event] = {}

    async def run(self) -> None:
        await self._forget_deleted()
        await self._jobs.recover()
        while True:
            job = await self._jobs.next()
            try:
                await self._work(job)
            except asyncio.CancelledError:
                await asyncio.shield(self._jobs.release(job.id))
                raise
            except (Conflict, NotFound, IndexCancelledError) as reason:  # cancelled, or its project is gone
                self._log.info("index job ended", job=job.id, reason=str(reason))
                with suppress(Conflict, NotFound):
                    await self._jobs.cancel(job.id)
            except ServiceError as refusal:  # such as a folder outside of the allowed roots: no fault of the program
                self._log.warning("index job failed", job=job.id, reason=str(refusal))
                with suppress(Conflict, NotFound):
                    self._on_progress(await self._jobs.fail(job.id, str(refusal)))
            except Exception as error:  # noqa: BLE001 - one broken project must not stop the others' index
                self._log.exception("index job failed", job=job.id)
                with suppress(Conflict, NotFound):
                    self._on_progress(await self._jobs.fail(job.id, f"{type(error).__name__}: {error}"))

    async def forget(self, project_id: str) -> None:
        """The project was deleted: its job is stopped and its index removed."""
        if project_id in self._cancel:
            self._cancel[project_id].set()
        await self._index.remove(project_id)

    async def _work(self, job: IndexJob) -> None:
        project = await self._projects.get(job.project_id)
        root = await asyncio.to_thread(self._roots.confine, str(project.root))
        progress, cancel = _Progress(), asyncio.Event()
        self._cancel[project.id] = cancel
        reporting = asyncio.create_task(self._report(job, progress, cancel))
        try:
            await self._delay(job, cancel)
            started = time.perf_counter()
            report = await self._index.index(
                project.id, root, exclude=project.exclude, full=job.full, progress=progress.update, cancel=cancel
            )
        finally:
            del self._cancel[project.id]
            reporting.cancel()
            with suppress(asyncio.CancelledError):
                await reporting
        await self._note(job, progress)
        self._on_progress(await self._jobs.succeed(job.id, await counts(self._index, project.id)))
        seconds = round(time.perf_counter() - started, 1)
        self._log.info("indexed", project=project.name, files=report.files, changed=report.changed, seconds=seconds)

    async def _delay(self, job: IndexJob, cancel: asyncio.Event) -> None:
        """Wait before a job that was often interrupted, unless it is cancelled."""
        interrupted = job.attempts - 1
        if interrupted >= _FREE_ATTEMPTS:
            delay = min(_DELAY_S * 2 ** (interrupted - _FREE_ATTEMPTS), _MAX_DELAY_S)
            self._log.warning("index job was interrupted often", job=job.id, interrupted=interrupted, delay_s=delay)
            with suppress(TimeoutError):
                await asyncio.wait_for(cancel.wait(), delay)

    async def _report(self, job: IndexJob, progress: _Progress, cancel: asyncio.Event) -> None:
        while True:
            try:
                self._on_progress(await self._note(job, progress))
            except (Conflict, NotFound):
                cancel.set()
                return
            await asyncio.sleep(_REPORT_EVERY_S)

    async def _note(self, job: IndexJob, progress: _Progress) -> IndexJob:
        chunks_done, chunks_total = progress.chunks or (None, None)
        return await self._jobs.progress(
            job.id,
            phase=progress.phase,
            files_total=progress.files[1],
            files_done=progress.files[0],
            chunks_total=chunks_total,
            chunks_done=chunks_done,
        )

    async def _forget_deleted(self) -> None:
        """Indexes whose project was deleted while no server was running."""
        for project_id in await self._index.projects():
            try:
                await self._projects.get(project_id)
            except NotFound:
                await self._index.remove(project_id)


async def counts(index: CodeIndex, project_id: str) -> IndexCounts:
    """What the index of a project holds."""
    graph = index.graph(project_id)
    nodes, held = await graph.counts(), await index.counts(project_id)
    return IndexCounts(
        files=held["files"],
        modules=nodes["Module"],
        classes=nodes["Class"],
        functions=nodes["Function"],
        edges=await graph.edge_count(),
        chunks=held["chunks"],
        partial=held["partial"],
        skipped=held["skipped"],
        failed=held["failed"],
    )
