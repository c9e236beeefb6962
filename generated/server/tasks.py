"""tasks: what its handlers implement."""

from __future__ import annotations

from typing import Protocol

from generated.models import Cursor, Task, TaskCreate, TaskPage, TaskStatus, TaskUpdate

from codegen.runtime.call import Answer, Call
from codegen.runtime.endpoint import OperationTypes
from codegen.runtime.model import MISSING


class TasksHandlers(Protocol):
    async def list_tasks(
        self,
        call: Call,
        *,
        project_id: str,
        status: TaskStatus | MISSING = MISSING,
        limit: int = 20,
        cursor: Cursor | MISSING = MISSING,
    ) -> TaskPage:
        """List a project's tasks

        Tasks, oldest first, a page at a time.
        """
        ...

    async def create_task(self, call: Call, *, project_id: str, body: TaskCreate) -> Answer[Task]:
        """Add a task

        Puts a task on the board.
        """
        ...

    async def get_task(self, call: Call, *, project_id: str, task_id: str) -> Task:
        """Read a task

        One task.
        """
        ...

    async def delete_task(self, call: Call, *, project_id: str, task_id: str) -> None:
        """Delete a task

        Takes the task off the board for good.
        """
        ...

    async def update_task(self, call: Call, *, project_id: str, task_id: str, body: TaskUpdate) -> Task:
        """Change a task

        Changes the members that are given, its column for example.
        """
        ...


TYPES: dict[str, OperationTypes] = {
    "listTasks": OperationTypes(
        parameters={
            "project_id": str,
            "status": TaskStatus,
            "limit": int,
            "cursor": Cursor,
        },
        body={},
        results={
            "200 application/json": TaskPage,
        },
    ),
    "createTask": OperationTypes(
        parameters={
            "project_id": str,
        },
        body={
            "application/json": TaskCreate,
        },
        results={
            "201 application/json": Task,
        },
    ),
    "getTask": OperationTypes(
        parameters={
            "project_id": str,
            "task_id": str,
        },
        body={},
        results={
            "200 application/json": Task,
        },
    ),
    "deleteTask": OperationTypes(
        parameters={
            "project_id": str,
            "task_id": str,
        },
        body={},
        results={},
    ),
    "updateTask": OperationTypes(
        parameters={
            "project_id": str,
            "task_id": str,
        },
        body={
            "application/json": TaskUpdate,
        },
        results={
            "200 application/json": Task,
        },
    ),
}
