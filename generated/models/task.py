"""Task"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, DateTime, Model

from .label_list import LabelList
from .task_priority import TaskPriority
from .task_status import TaskStatus


class Task(Model):
    """A piece of work of one project."""

    id: str
    project_id: str = Field(alias="projectId")
    title: str
    description: str
    """Markdown."""
    status: TaskStatus
    priority: TaskPriority
    labels: LabelList
    created_at: DateTime = Field(alias="createdAt")
    updated_at: DateTime = Field(alias="updatedAt")
    due_at: DateTime | MISSING = Field(default=MISSING, alias="dueAt")
