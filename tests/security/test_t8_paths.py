"""T8, paths: whatever a project's root is said to be, only folders below the allowed roots are taken and read."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.errors import Conflict, Forbidden
from handlers.index import reading, walk
from handlers.projects.roots import Roots
from tests.server.conftest import Server

NAMES = [
    *("in", "in/deep", "link-in", "link-out", "link-out/secret", "..", "../..", ".", "", "...", "%2e%2e", "..%2f.."),
    *("\x00", "..\\", "C:\\", "in\x00/../..", "in. ", "in.", "ｉn", "i\u0301n", "IN", "~", "$HOME", "absent"),
    *("/etc", "/", "//etc"),
]
PARTS = st.lists(st.sampled_from(NAMES) | st.text(max_size=4), min_size=1, max_size=5)
OUTSIDE = ["/link-out", "/link-out/secret", "-old", "/../outside", "/in/../../outside/secret", "/../absent"]


@pytest.fixture(scope="module")
def allowed(server: Server) -> Path:
    """The only allowed root; beside it a folder of nearly the same name, and one that links lead to."""
    root = server.data.parent
    for folder in (root / "in/deep", root.with_name(root.name + "-old"), root.with_name("outside") / "secret"):
        folder.mkdir(parents=True, exist_ok=True)
    (root / "link-in").symlink_to(root / "in")
    (root / "link-out").symlink_to(root.with_name("outside"))
    return root


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as made:
        yield made


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS, start=st.sampled_from(["", "/", "-old/", "-old", "/../outside/", "/in/../../"]))
def test_nothing_outside_becomes_a_project(client: httpx.Client, allowed: Path, parts: list[str], start: str) -> None:
    asked = f"{allowed}{start}{'/'.join(parts)}"
    answer = client.post("/api/v1/projects", json={"root": asked})
    if answer.status_code == 202:
        root = Path(answer.json()["root"])
        client.delete(f"/api/v1/projects/{answer.json()['id']}").raise_for_status()
        assert root == Path(os.path.realpath(asked))
        assert root.is_relative_to(allowed)
    else:
        assert answer.status_code in (400, 403, 409, 422), answer.text
        assert "secret" not in answer.text or "secret" in asked


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_lies_outside_is_forbidden_in_the_same_words(client: httpx.Client, allowed: Path, path: str) -> None:
    answer = client.post("/api/v1/projects", json={"root": f"{allowed}{path}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "root_forbidden")
    assert answer.json()["detail"] == (
        f"{allowed}{path} is outside of the allowed roots ({allowed}): "
        "set LEANVIBE_ALLOWED_ROOTS to the folders that projects may be in, and restart the server"
    )


def test_a_folder_that_turns_into_a_link_again_and_again_leads_nowhere(tmp_path: Path) -> None:
    """While a thread swaps a project's folder, and one above it, for links, not a byte from outside is read."""
    inside, outside = tmp_path / "allowed" / "flip", tmp_path / "outside"
    for folder, text in ((inside / "deep" / "app", "inside"), (outside / "deep" / "app", "stolen")):
        folder.mkdir(parents=True)
        (folder / "a.py").write_text(text)
    aside, stop = tmp_path / "aside", threading.Event()

    def flip() -> None:
        while not stop.is_set():
            inside.rename(aside)
            inside.symlink_to(outside)
            inside.unlink()
            aside.rename(inside)

    flipping = threading.Thread(target=flip)
    flipping.start()
    roots, read, start = Roots([tmp_path / "allowed"]), 0, time.monotonic()
    try:
        while (past := time.monotonic() - start) < 2 or (not read and past < 60):  # longer where the machine is busy
            for root in (inside, inside / "deep" / "app"):
                try:
                    real = roots.confine(str(root))
                    found = list(walk.candidates(real, frozenset({".py"})))
                except (Forbidden, Conflict, OSError):
                    continue
                for candidate in [*found, walk.Candidate("deep/app/a.py", 0, 0), walk.Candidate("a.py", 0, 0)]:
                    try:
                        data = reading.read(real, candidate.path)
                    except reading.UnreadableError:
                        continue
                    assert data == b"inside"
                    read += 1
    finally:
        stop.set()
        flipping.join()
    assert read > 0
