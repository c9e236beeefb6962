"""TaskCreate"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .label_list import LabelList
from .task_priority import TaskPriority
from .task_status import TaskStatus


class TaskCreate(Model):
    """A new task. It starts in `backlog` with priority `medium` unless told otherwise."""

    title: str
    description: str | MISSING = MISSING
    due_at: DateTime | MISSING = Field(default=MISSING, alias="dueAt")
    labels: LabelList | MISSING = MISSING
    priority: TaskPriority | MISSING = MISSING
    status: TaskStatus | MISSING = MISSING
