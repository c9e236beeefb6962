"""Projects: made, listed, changed and deleted."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from collections.abc import Sequence

from handlers.clock import Clock, now_ms
from handlers.errors import Conflict, NotFound
from handlers.projects.jobs import IndexJobs, latest_in, request_in
from handlers.projects.model import Project, project_of
from handlers.projects.roots import Roots
from handlers.storage.database import Database
from handlers.storage.json_text import dump
from handlers.storage.pages import Page, decode, page

_LIST = "projects"


class Projects:
    """The projects of this machine. A new one is queued to be indexed in the same transaction."""

    def __init__(self, database: Database, roots: Roots, jobs: IndexJobs, *, clock: Clock = now_ms) -> None:
        self._database = database
        self._roots = roots
        self._jobs = jobs
        self._clock = clock

    async def create(self, root: str, *, name: str | None = None, exclude: Sequence[str] = ()) -> Project:
        """A project on the folder `root`, its first index job queued.

        Raises `Forbidden` (`root_forbidden`) and `Conflict` (`root_missing`, `project_exists`).
        """
        folder = await asyncio.to_thread(self._roots.confine, root)
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Project:
            taken = connection.execute("SELECT name FROM projects WHERE root = ?", (str(folder),)).fetchone()
            if taken is not None:
                raise Conflict(f"{folder} is the project {taken['name']} already", code="project_exists")
            project_id = str(uuid.uuid4())
            connection.execute(
                "INSERT INTO projects (id, name, root, exclude, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
                (project_id, name or folder.name or "/", str(folder), dump(list(exclude)), now, now),
            )
            request_in(connection, project_id, full=False, now=now)
            return _get(connection, project_id)

        return await self._database.write(work, committed=self._jobs.wake)

    async def get(self, project_id: str) -> Project:
        """Raises `NotFound` (`project_not_found`)."""
        return await self._database.read(lambda c: _get(c, project_id))

    async def list(self, *, cursor: str | None = None, limit: int = 20) -> Page[Project]:
        """Oldest first. Raises `NotFound` (`cursor_unknown`)."""
        after = decode(cursor, of=_LIST)

        def work(connection: sqlite3.Connection) -> Page[Project]:
            query = "SELECT * FROM projects WHERE key > ? ORDER BY key LIMIT ?"
            rows = connection.execute(query, (after, limit + 1)).fetchall()
            return page([(row["key"], _load(connection, row)) for row in rows], limit, of=_LIST)

        return await self._database.read(work)

    async def find(self, root: str) -> Project | None:
        """The project on exactly this folder, by its path with links resolved."""

        def work(connection: sqlite3.Connection) -> Project | None:
            row = connection.execute("SELECT * FROM projects WHERE root = ?", (root,)).fetchone()
            return row and _load(connection, row)

        return await self._database.read(work)

    async def update(
        self, project_id: str, *, name: str | None = None, exclude: Sequence[str] | None = None
    ) -> Project:
        """Changes what is not None. A new `exclude` takes effect with the next index job."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Project:
            connection.execute(
                "UPDATE projects SET name = coalesce(?, name), exclude = coalesce(?, exclude), updated_at = ?"
                " WHERE id = ?",
                (name, None if exclude is None else dump(list(exclude)), now, project_id),
            )
            return _get(connection, project_id)

        return await self._database.write(work)

    async def delete(self, project_id: str) -> None:
        """Forgets the project with its tasks and jobs; the folder itself is never touched. Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> None:
            if connection.execute("DELETE FROM projects WHERE id = ?", (project_id,)).rowcount == 0:
                raise _missing(project_id)

        await self._database.write(work)


def _get(connection: sqlite3.Connection, project_id: str) -> Project:
    row = connection.execute("SELECT * FROM projects WHERE id = ?", (project_id,)).fetchone()
    if row is None:
        raise _missing(project_id)
    return _load(connection, row)


def _load(connection: sqlite3.Connection, row: sqlite3.Row) -> Project:
    return project_of(row, latest_in(connection, row["key"]))


def _missing(project_id: str) -> NotFound:
    return NotFound(f"there is no project {project_id}", code="project_not_found")
