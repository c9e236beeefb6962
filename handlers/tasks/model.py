"""A piece of work of one project."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal, cast

from handlers.clock import instant
from handlers.storage.json_text import load

TaskStatus = Literal["backlog", "in_progress", "testing", "done"]
TaskPriority = Literal["low", "medium", "high", "urgent"]


class Unset(Enum):
    """What an update leaves alone where None has a meaning of its own."""

    UNSET = "unset"


UNSET = Unset.UNSET


@dataclass(frozen=True, slots=True)
class Task:
    """`due_at` is RFC 3339 text as it was given, since a calendar date means little without its own offset."""

    id: str
    project_id: str
    title: str
    description: str
    status: TaskStatus
    priority: TaskPriority
    labels: tuple[str, ...]
    due_at: str | None
    created_at: datetime
    updated_at: datetime


def task_of(row: sqlite3.Row) -> Task:
    return Task(
        id=row["id"],
        project_id=row["project_id"],
        title=row["title"],
        description=row["description"],
        status=cast("TaskStatus", row["status"]),
        priority=cast("TaskPriority", row["priority"]),
        labels=tuple(load(row["labels"])),
        due_at=row["due_at"],
        created_at=instant(row["created_at"]),
        updated_at=instant(row["updated_at"]),
    )
