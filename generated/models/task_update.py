"""TaskUpdate"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .label_list import LabelList
from .task_priority import TaskPriority
from .task_status import TaskStatus


class TaskUpdate(Model):
    """The members to change; the others stay. `dueAt` null removes the date."""

    title: str | MISSING = MISSING
    description: str | MISSING = MISSING
    status: TaskStatus | MISSING = MISSING
    priority: TaskPriority | MISSING = MISSING
    labels: LabelList | MISSING = MISSING
    due_at: DateTime | None | MISSING = Field(default=MISSING, alias="dueAt")
