"""Tasks: made, listed by column, moved and deleted. A task may move from any column to any."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence

from handlers.clock import Clock, now_ms
from handlers.errors import NotFound
from handlers.storage.database import Database
from handlers.storage.json_text import dump
from handlers.storage.pages import Page, decode, page
from handlers.tasks.model import UNSET, Task, TaskPriority, TaskStatus, Unset, task_of

_SELECT = "SELECT tasks.*, projects.id AS project_id FROM tasks JOIN projects ON projects.key = project"


class Tasks:
    """The boards of all projects. A task is reached through its own project only."""

    def __init__(self, database: Database, *, clock: Clock = now_ms) -> None:
        self._database = database
        self._clock = clock

    async def create(
        self,
        project_id: str,
        title: str,
        *,
        description: str = "",
        status: TaskStatus = "backlog",
        priority: TaskPriority = "medium",
        labels: Sequence[str] = (),
        due_at: str | None = None,
    ) -> Task:
        """A new task. Raises `NotFound` (`project_not_found`)."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Task:
            project, task_id = _project(connection, project_id), str(uuid.uuid4())
            connection.execute(
                "INSERT INTO tasks (id, project, title, description, status, priority, labels, due_at, created_at,"
                " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (task_id, project, title, description, status, priority, dump(list(labels)), due_at, now, now),
            )
            return _get(connection, project_id, task_id)

        return await self._database.write(work)

    async def get(self, project_id: str, task_id: str) -> Task:
        """Raises `NotFound` (`project_not_found`, `task_not_found`)."""
        return await self._database.read(lambda c: _get(c, project_id, task_id))

    async def list(
        self, project_id: str, *, status: TaskStatus | None = None, cursor: str | None = None, limit: int = 20
    ) -> Page[Task]:
        """Oldest first, of one column or of all. Raises `NotFound` (`project_not_found`, `cursor_unknown`)."""
        of = f"tasks/{project_id}/{status or '*'}"

        def work(connection: sqlite3.Connection) -> Page[Task]:
            project = _project(connection, project_id)
            rows = connection.execute(
                f"{_SELECT} WHERE project = ? AND tasks.key > ? AND status = coalesce(?, status)"
                " ORDER BY tasks.key LIMIT ?",
                (project, decode(cursor, of=of), status, limit + 1),
            )
            return page([(row["key"], task_of(row)) for row in rows], limit, of=of)

        return await self._database.read(work)

    async def update(
        self,
        project_id: str,
        task_id: str,
        *,
        title: str | None = None,
        description: str | None = None,
        status: TaskStatus | None = None,
        priority: TaskPriority | None = None,
        labels: Sequence[str] | None = None,
        due_at: str | Unset | None = UNSET,
    ) -> Task:
        """Changes what is not None; `due_at=None` removes the date, `UNSET` leaves it. Raises `NotFound`."""
        now = self._clock()

        def work(connection: sqlite3.Connection) -> Task:
            task = _get(connection, project_id, task_id)
            connection.execute(
                "UPDATE tasks SET title = coalesce(?, title), description = coalesce(?, description),"
                " status = coalesce(?, status), priority = coalesce(?, priority), labels = coalesce(?, labels),"
                " due_at = ?, updated_at = ? WHERE id = ?",
                (
                    title,
                    description,
                    status,
                    priority,
                    None if labels is None else dump(list(labels)),
                    task.due_at if due_at is UNSET else due_at,
                    now,
                    task_id,
                ),
            )
            return _get(connection, project_id, task_id)

        return await self._database.write(work)

    async def delete(self, project_id: str, task_id: str) -> None:
        """Raises `NotFound`."""

        def work(connection: sqlite3.Connection) -> None:
            _get(connection, project_id, task_id)
            connection.execute("DELETE FROM tasks WHERE id = ?", (task_id,))

        await self._database.write(work)


def _project(connection: sqlite3.Connection, project_id: str) -> int:
    row = connection.execute("SELECT key FROM projects WHERE id = ?", (project_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no project {project_id}", code="project_not_found")
    return int(row["key"])


def _get(connection: sqlite3.Connection, project_id: str, task_id: str) -> Task:
    project = _project(connection, project_id)
    row = connection.execute(f"{_SELECT} WHERE project = ? AND tasks.id = ?", (project, task_id)).fetchone()
    if row is None:
        raise NotFound(f"there is no task {task_id} in this project", code="task_not_found")
    return task_of(row)
