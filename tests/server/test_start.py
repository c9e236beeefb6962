"""Starting, stopping and starting again: what can go wrong is said in one line, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.server.conftest import environment, start, wait_for_index, write_project


def refused(folder: Path, *arguments: str, **more: str) -> str:
    """What `leanvibe serve` says when it does not start."""
    command = [sys.executable, "-m", "clients.cli.main", "serve", *arguments]
    ended = subprocess.run(command, env=environment(folder, **more), capture_output=True, text=True, timeout=120)
    assert ended.returncode == 2, ended.stderr
    last = ended.stderr.strip().splitlines()[-1]
    assert last.startswith("leanvibe: ")
    return last


def test_what_keeps_it_from_starting_is_told(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} is in use" in refused(tmp_path, "--port", port, "--data-dir", data)
    free = ("--port", "0", "--data-dir", data)
    assert "no model named 'nope'; known are: " in refused(tmp_path, *free, "--model", "nope")
    assert "is not a folder" in refused(tmp_path, *free, "--project", str(tmp_path / "missing"))
    outside = refused(tmp_path, *free, "--project", "/")
    assert f"/ is outside of the allowed roots ({tmp_path}): set LEANVIBE_ALLOWED_ROOTS" in outside
    assert "LEANVIBE_PORT" in refused(tmp_path, "--data-dir", data, LEANVIBE_PORT="many")


def proposed(log: Path) -> list[str]:
    """The command lines that the server proposes once it has an index."""
    for _ in range(600):
        _, _, lines = log.read_text().partition("In another terminal try:\n")
        if lines.count("\n") >= 2:
            return [line.strip() for line in lines.splitlines()[:2]]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_a_question_about_the_project_at_hand_is_proposed(tmp_path: Path) -> None:
    server = start(tmp_path, "--project", str(write_project(tmp_path)))
    ask, show = proposed(server.log)
    assert "ask 'What does round_to_cents do, and where is it used?'" in ask
    bare = {name: value for name, value in os.environ.items() if not name.startswith("LEANVIBE_")}
    shown = subprocess.run(f"{show} --print", shell=True, env=bare, capture_output=True, text=True, timeout=60)
    assert (shown.returncode, shown.stdout.startswith(f"{server.url}/docs/open?ticket=")) == (0, True), shown.stderr
    assert server.stop() == 0


def test_a_second_start_goes_on_with_the_same_data(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    first = start(tmp_path, "--project", str(root))
    with first.client() as client:
        project = wait_for_index(client)
        task = client.post(f"/api/v1/projects/{project['id']}/tasks", json={"title": "Ship"}).raise_for_status().json()
    said = refused(tmp_path, "--port", "0", "--data-dir", str(first.data))
    assert f"is in use by process {first.process.pid} at {first.url}" in said
    assert first.stop() == 0

    second = start(tmp_path, "--project", str(root))
    with second.client() as client:
        again = wait_for_index(client)
        assert again["id"] == project["id"]
        assert again["index"]["job"]["filesTotal"] == 0  # type: ignore[index]  # nothing changed, nothing was read
        tasks = client.get(f"/api/v1/projects/{project['id']}/tasks").raise_for_status().json()["items"]
        assert [found["id"] for found in tasks] == [task["id"]]
    assert second.stop() == 0


def test_a_restart_is_announced_to_clients(tmp_path: Path) -> None:
    """SIGHUP ends the server like SIGTERM does, with the close code that says that it comes back at once."""
    server = start(tmp_path)
    headers = {"Authorization": f"Bearer {server.key}"}
    with connect(server.url.replace("http", "ws", 1) + "/api/v1/ws", additional_headers=headers, proxy=None) as client:
        server.process.send_signal(signal.SIGHUP)
        draining = json.loads(client.recv(30))
        assert (draining["type"], draining["payload"]["data"]["reason"]) == ("connection.draining", "restart")
        with pytest.raises(ConnectionClosed):
            client.recv(30)
        assert client.close_code == 1012
    assert server.process.wait(30) == 0
