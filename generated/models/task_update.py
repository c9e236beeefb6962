"""TaskUpdate"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .label_list import LabelList
from .task_priority import TaskPriority
from .task_status import TaskStatus


class TaskUpdate(Model):
    """The members to change; the others stay. `dueAt` null removes the date."""

    description: str | MISSING = MISSING
    due_at: DateTime | None | MISSING = Field(default=MISSING, alias="dueAt")
    labels: LabelList | MISSING = MISSING
    priority: TaskPriority | MISSING = MISSING
    status: TaskStatus | MISSING = MISSING
    title: str | MISSING = MISSING
