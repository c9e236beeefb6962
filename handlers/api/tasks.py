"""Tag `tasks`: the boards."""

from __future__ import annotations

from codegen.runtime.call import Answer, Call
from codegen.runtime.model import MISSING, DateTime
from generated import models
from handlers.tasks.model import UNSET, Task
from handlers.tasks.service import Tasks


class TasksHandlers:
    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks

    async def list_tasks(
        self,
        call: Call,
        *,
        project_id: str,
        status: models.TaskStatus | MISSING = MISSING,
        limit: int = 20,
        cursor: str | MISSING = MISSING,
    ) -> models.TaskPage:
        page = await self._tasks.list(
            project_id,
            status=None if status is MISSING else status,
            limit=limit,
            cursor=None if cursor is MISSING else cursor,
        )
        after = MISSING if page.next_cursor is None else page.next_cursor
        return models.TaskPage(items=[task(found) for found in page.items], next_cursor=after)

    async def create_task(self, call: Call, *, project_id: str, body: models.TaskCreate) -> Answer[models.Task]:
        made = await self._tasks.create(
            project_id,
            body.title,
            description="" if body.description is MISSING else body.description,
            status="backlog" if body.status is MISSING else body.status,
            priority="medium" if body.priority is MISSING else body.priority,
            labels=() if body.labels is MISSING else body.labels,
            due_at=None if body.due_at is MISSING else body.due_at.text,
        )
        return Answer(task(made), {"Location": f"/api/v1/projects/{project_id}/tasks/{made.id}"})

    async def get_task(self, call: Call, *, project_id: str, task_id: str) -> models.Task:
        return task(await self._tasks.get(project_id, task_id))

    async def delete_task(self, call: Call, *, project_id: str, task_id: str) -> None:
        await self._tasks.delete(project_id, task_id)

    async def update_task(self, call: Call, *, project_id: str, task_id: str, body: models.TaskUpdate) -> models.Task:
        due = body.due_at
        changed = await self._tasks.update(
            project_id,
            task_id,
            title=None if body.title is MISSING else body.title,
            description=None if body.description is MISSING else body.description,
            status=None if body.status is MISSING else body.status,
            priority=None if body.priority is MISSING else body.priority,
            labels=None if body.labels is MISSING else body.labels,
            due_at=UNSET if due is MISSING else None if due is None else due.text,
        )
        return task(changed)


def task(found: Task) -> models.Task:
    return models.Task(
        id=found.id,
        project_id=found.project_id,
        title=found.title,
        description=found.description,
        status=found.status,
        priority=found.priority,
        labels=list(found.labels),
        due_at=MISSING if found.due_at is None else DateTime.parse(found.due_at),
        created_at=DateTime.of(found.created_at),
        updated_at=DateTime.of(found.updated_at),
    )
