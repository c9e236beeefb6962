"""What an index job does, or why it failed, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal.escape import escape_line
from terminal.output import paint, write

if TYPE_CHECKING:
    from generated import models


def describe(job: models.IndexJob) -> str:
    """Nothing for a job that succeeded or was cancelled."""
    from codegen.runtime.model import MISSING

    if job.state == "failed":
        return f"failed: {'' if job.error is MISSING else escape_line(job.error)}"
    if job.state == "queued":
        return "waiting to be indexed"
    if job.state != "running":
        return ""
    if job.phase == "embedding" and job.chunks_total is not MISSING:
        done = 0 if job.chunks_done is MISSING else job.chunks_done
        return f"preparing search: {done} of {job.chunks_total} pieces"
    return f"reading files: {job.files_done} of {job.files_total}" if job.files_total else "looking for files"


def warn_incomplete(project: models.Project) -> None:
    """One line on standard error if the project has not been indexed as a whole yet."""
    from codegen.runtime.model import MISSING

    index = project.index
    if index.indexed_at is not MISSING:  # an older index answers while a newer one is made
        return
    reason = "" if index.job is MISSING else describe(index.job)
    name = escape_line(project.name)
    message = f"the index of {name} is not complete{f' ({reason})' if reason else ''}: results may be missing"
    write(f"leanvibe: {paint('warning', 'warning')}: {message}", err=True)
