"""Projects and their index jobs: one project per folder, one active job per project, nothing lost in a crash."""

import asyncio
from pathlib import Path

import pytest

from handlers.errors import Conflict, Forbidden, NotFound, ServiceError
from handlers.projects.jobs import IndexJobs
from handlers.projects.model import IndexCounts
from handlers.projects.roots import Roots
from handlers.projects.service import Projects
from handlers.storage.database import Database
from handlers.tasks.service import Tasks


@pytest.fixture
def jobs(database: Database) -> IndexJobs:
    return IndexJobs(database)


@pytest.fixture
def projects(database: Database, jobs: IndexJobs, tmp_path: Path) -> Projects:
    for name in ("a", "b", "c"):
        (tmp_path / "code" / name).mkdir(parents=True)
    return Projects(database, Roots([tmp_path / "code"]), jobs)


async def test_a_new_project_waits_for_its_index(projects: Projects, tmp_path: Path) -> None:
    created = await projects.create(str(tmp_path / "code/a"), exclude=["docs/**"])
    assert created == await projects.get(created.id) == await projects.find(str(tmp_path / "code/a"))
    assert (created.name, created.root, created.exclude) == ("a", tmp_path / "code/a", ("docs/**",))
    assert (created.index_state, created.counts, created.indexed_at) == ("indexing", IndexCounts(), None)
    assert created.job is not None
    assert (created.job.state, created.job.phase, created.job.project_id) == ("queued", "scanning", created.id)


async def test_a_folder_is_one_project(projects: Projects, tmp_path: Path) -> None:
    await projects.create(str(tmp_path / "code/a"), name="first")
    with pytest.raises(Conflict, match="is the project first already") as caught:
        await projects.create(f"{tmp_path}/code/b/../a")
    assert caught.value.code == "project_exists"


@pytest.mark.parametrize(
    ("root", "error_class", "code"), [("/etc", Forbidden, "root_forbidden"), ("absent", Conflict, "root_missing")]
)
async def test_a_bad_root_makes_nothing(
    projects: Projects, tmp_path: Path, root: str, error_class: type[ServiceError], code: str
) -> None:
    with pytest.raises(error_class) as caught:
        await projects.create(str(tmp_path / "code" / root))
    assert caught.value.code == code
    assert (await projects.list()).items == ()


async def test_pages_hold_every_project_once_in_order(projects: Projects, tmp_path: Path) -> None:
    created = [(await projects.create(str(tmp_path / "code" / name))).id for name in "abc"]
    seen, cursor = [], None
    for _ in range(3):
        page = await projects.list(cursor=cursor, limit=1)
        seen += [project.id for project in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == (created, None)
    with pytest.raises(NotFound):
        await projects.list(cursor="eyJ0Ijox")


async def test_an_update_changes_what_it_names(projects: Projects, tmp_path: Path) -> None:
    created = await projects.create(str(tmp_path / "code/a"), exclude=["x"])
    assert (await projects.update(created.id, name="new")).exclude == ("x",)
    changed = await projects.update(created.id, exclude=[])
    assert (changed.name, changed.exclude) == ("new", ())
    with pytest.raises(NotFound):
        await projects.update("00000000-0000-0000-0000-000000000000", name="x")


async def test_deleting_takes_tasks_and_jobs_with_it(
    projects: Projects, jobs: IndexJobs, database: Database, tmp_path: Path
) -> None:
    created = await projects.create(str(tmp_path / "code/a"))
    await Tasks(database).create(created.id, "do it")
    job = await jobs.next()
    await projects.delete(created.id)
    for attempt in (
        projects.get(created.id),
        projects.delete(created.id),
        jobs.get(job.id),
        Tasks(database).list(created.id),
    ):
        with pytest.raises(NotFound):
            await attempt
    with pytest.raises(NotFound):
        await jobs.progress(job.id, phase="parsing", files_total=1, files_done=0)
    assert (tmp_path / "code/a").is_dir()


async def test_a_job_from_queue_to_end(projects: Projects, jobs: IndexJobs, tmp_path: Path) -> None:
    created = await projects.create(str(tmp_path / "code/a"))
    job = await jobs.next()
    assert (job.state, job.started_at is not None) == ("running", True)
    job = await jobs.progress(job.id, phase="embedding", files_total=9, files_done=9, chunks_total=40, chunks_done=3)
    assert (job.phase, job.files_done, job.chunks_total, job.chunks_done) == ("embedding", 9, 40, 3)
    counts = IndexCounts(files=9, modules=9, functions=30, edges=50, chunks=40)
    job = await jobs.succeed(job.id, counts)
    assert (job.state, job.phase, job.finished_at is not None) == ("succeeded", "finished", True)
    project = await projects.get(created.id)
    assert (project.index_state, project.counts) == ("ready", counts)
    with pytest.raises(Conflict, match="succeeded already"):
        await jobs.cancel(job.id)

    await jobs.request(created.id)
    await jobs.fail((await jobs.next()).id, "disk full" * 1000)
    project = await projects.get(created.id)
    assert (project.index_state, project.counts) == ("failed", counts)
    assert project.job is not None
    assert project.job.error is not None
    assert len(project.job.error) == 2000


async def test_a_project_has_one_active_job(projects: Projects, jobs: IndexJobs, tmp_path: Path) -> None:
    created = await projects.create(str(tmp_path / "code/a"))
    requested = await asyncio.gather(*(jobs.request(created.id, full=full) for full in (False, True, False)))
    assert created.job is not None
    assert {job.id for job in requested} == {created.job.id}
    running = await jobs.next()
    assert running.full
    assert (await jobs.request(created.id)).id == running.id
    await jobs.succeed(running.id, IndexCounts())
    assert (await jobs.request(created.id)).id != running.id


async def test_the_worker_wakes_for_a_new_job(projects: Projects, jobs: IndexJobs, tmp_path: Path) -> None:
    waiting = asyncio.create_task(jobs.next())
    await asyncio.sleep(0.02)
    assert not waiting.done()
    created = await projects.create(str(tmp_path / "code/a"))
    assert (await asyncio.wait_for(waiting, 5)).project_id == created.id


async def test_the_worker_notices_a_cancelled_job(projects: Projects, jobs: IndexJobs, tmp_path: Path) -> None:
    created = await projects.create(str(tmp_path / "code/a"))
    job = await jobs.next()
    await jobs.cancel(job.id)
    with pytest.raises(Conflict, match="cancelled"):
        await jobs.progress(job.id, phase="parsing", files_total=1, files_done=1)
    assert (await projects.get(created.id)).index_state == "missing"


async def test_a_job_goes_on_however_often_the_server_dies(projects: Projects, jobs: IndexJobs, tmp_path: Path) -> None:
    created = await projects.create(str(tmp_path / "code/a"))
    await jobs.release((await jobs.next()).id)  # a good end of the server is no attempt
    for attempt in range(1, 6):
        job = await jobs.next()
        assert (job.state, job.attempts) == ("running", attempt)
        await jobs.recover()
        project = await projects.get(created.id)
        assert (project.index_state, project.job and project.job.state) == ("indexing", "queued")


async def test_a_job_that_was_interrupted_comes_after_the_others(
    projects: Projects, jobs: IndexJobs, tmp_path: Path
) -> None:
    await projects.create(str(tmp_path / "code/a"))
    interrupted = await jobs.next()
    await jobs.recover()
    await projects.create(str(tmp_path / "code/b"))
    first, second = await jobs.next(), await jobs.next()
    assert (first.id == interrupted.id, second.id == interrupted.id) == (False, True)


async def test_the_progress_of_a_job_ends_equal_to_its_total(
    projects: Projects, jobs: IndexJobs, tmp_path: Path
) -> None:
    await projects.create(str(tmp_path / "code/a"))
    job = await jobs.next()
    await jobs.progress(job.id, phase="embedding", files_total=9, files_done=8, chunks_total=40, chunks_done=3)
    job = await jobs.succeed(job.id, IndexCounts())
    assert (job.files_done, job.files_total, job.chunks_done, job.chunks_total) == (9, 9, 40, 40)
