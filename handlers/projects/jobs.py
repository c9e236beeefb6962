"""The queue of index jobs: at most one active job per project, and no job is lost when the server stops."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from dataclasses import asdict

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict, NotFound
from handlers.projects.model import IndexCounts, IndexJob, Phase, job_of
from handlers.storage.database import Database
from handlers.storage.json_text import dump

_SELECT = "SELECT index_jobs.*, projects.id AS project_id FROM index_jobs JOIN projects ON projects.key = project"
_ERROR_LENGTH = 2000


class IndexJobs:
    """Handlers `request` and `cancel`; one worker takes jobs with `next`, reports, and ends each one way or other."""

    def __init__(self, database: Database, *, clock: Clock = now_ms) -> None:
        self._database = database
        self._clock = clock
        self._queued = asyncio.Event()
        self._queued.set()  # what an earlier server left

    async def recover(self) -> None:
        """Called once at the start: a job that was running when a server died is queued again, however often.

        The worker delays one that was interrupted again and again, see `IndexWorker`.
        """
        await self._database.write(
            lambda c: c.execute("UPDATE index_jobs SET state = 'queued' WHERE state = 'running'")
        )
        self._queued.set()

    async def request(self, project_id: str, *, full: bool = False) -> IndexJob:
        """A queued job for the project, or the one that is active already. Raises `NotFound`.

        A job that still waits becomes a full one when that is asked for; a running one is left alone.
        """
        return await self._database.write(
            lambda c: request_in(c, project_id, full=full, now=self._clock()), committed=self._queued.set
        )

    def wake(self) -> None:
        """Another service has queued a job in its own transaction."""
        self._queued.set()

    async def next(self) -> IndexJob:
        """Wait for the oldest queued job and mark it running; those that were interrupted less often come first."""
        while True:
            self._queued.clear()
            job = await self._database.write(self._claim)
            if job is not None:
                self._queued.set()  # perhaps there are more
                return job
            await self._queued.wait()

    async def get(self, job_id: str) -> IndexJob:
        """Raises `NotFound`, also when its project has been deleted."""
        return await self._database.read(lambda c: _get(c, job_id))

    async def progress(
        self,
        job_id: str,
        *,
        phase: Phase,
        files_total: int,
        files_done: int,
        chunks_total: int | None = None,
        chunks_done: int | None = None,
    ) -> IndexJob:
        """Notes how far the job is. Raises `Conflict` when it was cancelled, `NotFound` when its project is gone."""

        def work(connection: sqlite3.Connection) -> IndexJob:
            changed = connection.execute(
                "UPDATE index_jobs SET phase = ?, files_total = ?, files_done = ?, chunks_total = ?, chunks_done = ?"
                " WHERE id = ? AND state = 'running'",
                (phase, files_total, files_done, chunks_total, chunks_done, job_id),
            ).rowcount
            job = _get(connection, job_id)
            if not changed:
                raise Conflict(f"the index job is {job.state}")
            return job

        return await self._database.write(work)

    async def succeed(self, job_id: str, counts: IndexCounts) -> IndexJob:
        """End a running job: the counts become those of the project, and the progress is complete.

        Raises like `progress`.
        """
        now = self._clock()

        def work(connection: sqlite3.Connection) -> IndexJob:
            job = _end(connection, job_id, "succeeded", now)
            connection.execute(
                "UPDATE index_jobs SET phase = 'finished', files_done = files_total, chunks_done = chunks_total"
                " WHERE id = ?",
                (job_id,),
            )
            connection.execute(
                "UPDATE projects SET counts = ?, indexed_at = ? WHERE id = ?",
                (dump(asdict(counts)), now, job.project_id),
            )
            return _get(connection, job_id)

        return await self._database.write(work)

    async def fail(self, job_id: str, error: str) -> IndexJob:
        """Ends an active job with the reason, for people. What an earlier job indexed still counts."""
        now = self._clock()
        return await self._database.write(lambda c: _end(c, job_id, "failed", now, error[:_ERROR_LENGTH]))

    async def cancel(self, job_id: str) -> IndexJob:
        """Ends an active job; its worker learns it from the next `progress`."""
        now = self._clock()
        return await self._database.write(lambda c: _end(c, job_id, "cancelled", now))

    async def release(self, job_id: str) -> None:
        """Gives a running job back to the queue without blame, because this server is about to end in good order."""
        query = "UPDATE index_jobs SET state = 'queued', attempts = attempts - 1 WHERE id = ? AND state = 'running'"
        await self._database.write(lambda c: c.execute(query, (job_id,)))

    def _claim(self, connection: sqlite3.Connection) -> IndexJob | None:
        row = connection.execute(
            "SELECT id FROM index_jobs WHERE state = 'queued' ORDER BY attempts, key LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        connection.execute(
            "UPDATE index_jobs SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, ?)"
            " WHERE id = ?",
            (self._clock(), row["id"]),
        )
        return _get(connection, row["id"])


def request_in(connection: sqlite3.Connection, project_id: str, *, full: bool, now: int) -> IndexJob:
    """`IndexJobs.request` within a transaction of the caller's, who then has to `wake` the queue."""
    project = connection.execute("SELECT key FROM projects WHERE id = ?", (project_id,)).fetchone()
    if project is None:
        raise NotFound(f"there is no project {project_id}", code="project_not_found")
    active = connection.execute(
        f"{_SELECT} WHERE project = ? AND state IN ('queued', 'running')", (project["key"],)
    ).fetchone()
    if active is not None:
        if full and active["state"] == "queued":
            connection.execute('UPDATE index_jobs SET "full" = 1 WHERE id = ?', (active["id"],))
        return _get(connection, active["id"])
    job_id = str(uuid.uuid4())
    connection.execute(
        'INSERT INTO index_jobs (id, project, state, phase, "full", queued_at)'
        " VALUES (?, ?, 'queued', 'scanning', ?, ?)",
        (job_id, project["key"], full, now),
    )
    return _get(connection, job_id)


def latest_in(connection: sqlite3.Connection, project_key: int) -> IndexJob | None:
    """The job of a project that is active, or was the last."""
    row = connection.execute(
        f"{_SELECT} WHERE project = ? ORDER BY index_jobs.key DESC LIMIT 1", (project_key,)
    ).fetchone()
    return row and job_of(row)


def _get(connection: sqlite3.Connection, job_id: str) -> IndexJob:
    row = connection.execute(f"{_SELECT} WHERE index_jobs.id = ?", (job_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no index job {job_id}")
    return job_of(row)


def _end(connection: sqlite3.Connection, job_id: str, state: str, now: int, error: str | None = None) -> IndexJob:
    changed = connection.execute(
        "UPDATE index_jobs SET state = ?, finished_at = ?, error = ? WHERE id = ? AND state IN ('queued', 'running')",
        (state, now, error, job_id),
    ).rowcount
    job = _get(connection, job_id)
    if not changed:
        raise Conflict(f"the index job is {job.state} already")
    return job
