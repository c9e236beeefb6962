"""What became of each file, over HTTP: counts by status, and the files with their reasons in pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from codegen.runtime.application import build
from generated.server import plan
from handlers.api.projects import ProjectsHandlers
from handlers.api.refusals import refusal
from handlers.index.service import CodeIndex
from handlers.projects.jobs import IndexJobs
from handlers.projects.roots import Roots
from handlers.projects.service import Projects
from handlers.projects.worker import IndexWorker
from handlers.storage.database import Database
from tests.handlers.api.conftest import by_name
from tests.support.vectors import HashEmbedder

BROKEN = 25


@pytest.fixture
async def client(database: Database, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder("refused"))
    roots, jobs = Roots([tmp_path]), IndexJobs(database)
    projects = Projects(database, roots, jobs)
    worker = IndexWorker(projects, jobs, index, roots)
    running = asyncio.create_task(worker.run())
    whole = plan()
    operations = [operation for operation in whole.operations if operation["tag"] == "projects"]
    app = build(
        replace(whole, operations=operations, channels=()),
        {"projects": ProjectsHandlers(projects, jobs, worker, index)},
        authenticate=by_name,
        on_error=refusal,
    )
    headers = {"Authorization": "Bearer ada"}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1", headers=headers
    ) as client:
        yield client
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await index.close()


async def indexed(client: httpx.AsyncClient, root: Path) -> dict[str, Any]:
    """The project on this folder, at the end of its first job."""
    response = await client.post("/api/v1/projects", json={"root": str(root)})
    url = f"/api/v1/projects/{response.raise_for_status().json()['id']}"
    while True:
        project: dict[str, Any] = (await client.get(url)).raise_for_status().json()
        if project["index"]["job"]["state"] not in ("queued", "running"):
            return project
        await asyncio.sleep(0.02)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    (root / "good.py").write_text("def f(): pass\n")
    (root / "binary.py").write_bytes(b"\0")
    (root / "link.py").symlink_to("good.py")
    (root / "bad.py").write_text("def f():\n    '''text that is refused by the model'''\n")
    for n in range(BROKEN):
        (root / f"broken{n:02}.py").write_text("x = 1\ny = (\n")
    return root


async def test_counts_and_a_job_that_is_complete(client: httpx.AsyncClient, root: Path) -> None:
    index = (await indexed(client, root))["index"]
    assert index["state"] == "ready"
    counts = {name: index["counts"][name] for name in ("files", "partial", "skipped", "failed")}
    assert counts == {"files": BROKEN + 1, "partial": BROKEN, "skipped": 2, "failed": 1}
    job = index["job"]
    assert (job["state"], job["phase"]) == ("succeeded", "finished")
    assert job["filesDone"] == job["filesTotal"] == BROKEN + 4
    assert job["chunksDone"] == job["chunksTotal"] > 0


async def test_files_come_in_pages_with_their_reasons(client: httpx.AsyncClient, root: Path) -> None:
    url = f"/api/v1/projects/{(await indexed(client, root))['id']}/index/files"
    files: list[dict[str, str]] = []
    parameters: dict[str, Any] = {"limit": 10}
    while True:
        page = (await client.get(url, params=parameters)).raise_for_status().json()
        files += page["items"]
        assert len(page["items"]) <= 10
        if "nextCursor" not in page:
            break
        parameters["cursor"] = page["nextCursor"]
    paths = [file["path"] for file in files]
    assert paths == sorted(set(paths))
    assert len(files) == BROKEN + 3
    assert "good.py" not in paths
    by_path = {file["path"]: (file["status"], file["reason"]) for file in files}
    assert by_path["binary.py"] == ("skipped", "binary")
    assert by_path["link.py"] == ("skipped", "a symbolic link")
    assert by_path["broken07.py"] == ("partial", "syntax error in line 2")
    assert by_path["bad.py"][0] == "failed"
    assert by_path["bad.py"][1].startswith("embedding lines 1 to 2: MemoryError")


async def test_files_are_chosen_by_status(client: httpx.AsyncClient, root: Path) -> None:
    url = f"/api/v1/projects/{(await indexed(client, root))['id']}/index/files"

    async def paths(*statuses: str) -> list[str]:
        response = await client.get(url, params=[("status", status) for status in statuses])
        return [file["path"] for file in response.raise_for_status().json()["items"]]

    assert await paths("failed") == ["bad.py"]
    assert await paths("skipped", "failed") == ["bad.py", "binary.py", "link.py"]
    assert await paths("ok") == ["good.py"]
    page = (await client.get(url, params={"status": "ok"})).json()
    assert page == {"items": [{"path": "good.py", "status": "ok"}]}


async def test_what_is_refused(client: httpx.AsyncClient, root: Path) -> None:
    url = f"/api/v1/projects/{(await indexed(client, root))['id']}/index/files"
    cursor = (await client.get(url, params={"limit": 1})).json()["nextCursor"]
    other = {"limit": 1, "status": "failed", "cursor": cursor}
    for given, want in (
        ({"status": "lost"}, 400),
        ({"limit": 0}, 400),
        ({"cursor": "nothing"}, 404),
        (other, 404),
    ):
        assert (await client.get(url, params=given)).status_code == want
    unknown = "/api/v1/projects/00000000-0000-0000-0000-000000000000/index/files"
    assert (await client.get(unknown)).json()["code"] == "project_not_found"


async def test_a_project_outside_of_the_roots_of_a_later_start_fails_without_a_traceback(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "allowed").mkdir()
    (tmp_path / "former").mkdir()
    jobs = IndexJobs(database)
    project = await Projects(database, Roots([tmp_path]), jobs).create(str(tmp_path / "former"))
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder("refused"))
    roots = Roots([tmp_path / "allowed"])
    projects = Projects(database, roots, jobs)
    running = asyncio.create_task(IndexWorker(projects, jobs, index, roots).run())
    while True:
        job = (await projects.get(project.id)).job
        if job is not None and not job.active:
            break
        await asyncio.sleep(0.02)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await index.close()
    assert job.error is not None
    assert job.error.startswith(f"{tmp_path}/former is outside of the allowed roots ({tmp_path}/allowed): set ")
    output = capsys.readouterr()
    assert "index job failed" in output.out + output.err
    assert "Traceback" not in output.out + output.err
