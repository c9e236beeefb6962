"""What is known of a project and of its index jobs."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from handlers.clock import instant
from handlers.storage.json_text import load

IndexState = Literal["missing", "indexing", "ready", "failed"]
JobState = Literal["queued", "running", "succeeded", "failed", "cancelled"]
Phase = Literal["scanning", "parsing", "linking", "embedding", "finished"]

ACTIVE = ("queued", "running")


@dataclass(frozen=True, slots=True)
class IndexCounts:
    """What the index holds: nodes and edges of the code graph, and chunks that search looks through.

    `files` were read, of which `partial` not as a whole; `skipped` and `failed` ones were not.
    """

    files: int = 0
    modules: int = 0
    classes: int = 0
    functions: int = 0
    edges: int = 0
    chunks: int = 0
    partial: int = 0
    skipped: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class IndexJob:
    """One run of the indexer. `chunks_*` are None until it knows them."""

    id: str
    project_id: str
    state: JobState
    phase: Phase
    full: bool
    files_total: int
    files_done: int
    chunks_total: int | None
    chunks_done: int | None
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: str | None
    attempts: int
    """How often a server began it; one that ends in good order does not count."""

    @property
    def active(self) -> bool:
        return self.state in ACTIVE


@dataclass(frozen=True, slots=True)
class Project:
    """A project with the state of its index. `job` is the one under way, or the last."""

    id: str
    name: str
    root: Path
    exclude: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    counts: IndexCounts
    indexed_at: datetime | None
    job: IndexJob | None

    @property
    def index_state(self) -> IndexState:
        if self.job is not None and self.job.active:
            return "indexing"
        if self.job is not None and self.job.state == "failed":
            return "failed"
        return "missing" if self.indexed_at is None else "ready"


def project_of(row: sqlite3.Row, job: IndexJob | None) -> Project:
    return Project(
        id=row["id"],
        name=row["name"],
        root=Path(row["root"]),
        exclude=tuple(load(row["exclude"])),
        created_at=instant(row["created_at"]),
        updated_at=instant(row["updated_at"]),
        counts=IndexCounts(**load(row["counts"])) if row["counts"] else IndexCounts(),
        indexed_at=_instant(row["indexed_at"]),
        job=job,
    )


def job_of(row: sqlite3.Row) -> IndexJob:
    return IndexJob(
        id=row["id"],
        project_id=row["project_id"],
        state=cast("JobState", row["state"]),
        phase=cast("Phase", row["phase"]),
        full=bool(row["full"]),
        files_total=row["files_total"],
        files_done=row["files_done"],
        chunks_total=row["chunks_total"],
        chunks_done=row["chunks_done"],
        queued_at=instant(row["queued_at"]),
        started_at=_instant(row["started_at"]),
        finished_at=_instant(row["finished_at"]),
        error=row["error"],
        attempts=row["attempts"],
    )


def _instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else instant(milliseconds)
