"""Tasks: made with defaults, moved freely between columns, reached through their own project only."""

from pathlib import Path

import pytest

from handlers.errors import NotFound
from handlers.projects.jobs import IndexJobs
from handlers.projects.roots import Roots
from handlers.projects.service import Projects
from handlers.storage.database import Database
from handlers.tasks.service import Tasks
from tests.handlers.conftest import SteppedClock

NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
async def boards(database: Database, tmp_path: Path) -> tuple[str, str]:
    """The ids of two projects."""
    projects = Projects(database, Roots([tmp_path]), IndexJobs(database))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    return (await projects.create(str(tmp_path / "one"))).id, (await projects.create(str(tmp_path / "two"))).id


async def test_a_new_task_has_defaults(database: Database, boards: tuple[str, str]) -> None:
    tasks = Tasks(database)
    made = await tasks.create(boards[0], "Validate once")
    assert made == await tasks.get(boards[0], made.id)
    assert (made.status, made.priority, made.labels, made.description, made.due_at) == (
        "backlog",
        "medium",
        (),
        "",
        None,
    )


async def test_updates_change_what_they_name(database: Database, boards: tuple[str, str], clock: SteppedClock) -> None:
    tasks = Tasks(database, clock=clock)
    made = await tasks.create(boards[0], "A", labels=["x"], due_at="2026-11-24T11:30:00+01:00", priority="high")
    clock.step(seconds=5)
    moved = await tasks.update(boards[0], made.id, status="done")
    assert (moved.status, moved.due_at, moved.labels) == ("done", "2026-11-24T11:30:00+01:00", ("x",))
    assert (moved.updated_at - moved.created_at).total_seconds() == 5
    back = await tasks.update(boards[0], made.id, status="backlog", due_at=None, labels=[], description="why")
    assert (back.status, back.due_at, back.labels, back.description, back.title) == ("backlog", None, (), "why", "A")


async def test_a_list_holds_one_column_in_order(database: Database, boards: tuple[str, str]) -> None:
    tasks = Tasks(database)
    made = [await tasks.create(boards[0], str(n), status="done" if n % 2 else "backlog") for n in range(7)]
    await tasks.create(boards[1], "elsewhere", status="done")
    first = await tasks.list(boards[0], status="done", limit=2)
    rest = await tasks.list(boards[0], status="done", limit=2, cursor=first.next_cursor)
    assert [task.title for task in first.items + rest.items] == ["1", "3", "5"]
    assert rest.next_cursor is None
    assert (await tasks.list(boards[0], limit=100)).items == tuple(made)
    with pytest.raises(NotFound) as caught:  # the cursor belongs to another filter
        await tasks.list(boards[0], cursor=first.next_cursor)
    assert caught.value.code == "cursor_unknown"


async def test_a_task_is_found_through_its_project_only(database: Database, boards: tuple[str, str]) -> None:
    tasks = Tasks(database)
    made = await tasks.create(boards[0], "A")
    for project, task, code in [
        (boards[1], made.id, "task_not_found"),
        (boards[0], NOBODY, "task_not_found"),
        (NOBODY, made.id, "project_not_found"),
    ]:
        for attempt in (tasks.get(project, task), tasks.update(project, task, title="B"), tasks.delete(project, task)):
            with pytest.raises(NotFound) as caught:
                await attempt
            assert caught.value.code == code
    await tasks.delete(boards[0], made.id)
    assert (await tasks.list(boards[0])).items == ()
