"""T3, cross-site form posts: what a form can send changes nothing, and neither does reading."""

from __future__ import annotations

import sqlite3

import pytest

from tests.security.conftest import OPERATIONS, Line
from tests.server.conftest import Server

FORMS = {
    "application/x-www-form-urlencoded": b"title=a&root=%2Ftmp",
    "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\na\r\n--x--\r\n',
    "text/plain": b'{"title": "a"}',
    "TEXT/PLAIN;charset=UTF-8": b'{"title": "a"}',
    "text/plain; x=application/json": b"{}",
}


def state(server: Server) -> list[str]:
    """Everything that the server keeps in its database, but for when each key was last accepted."""
    with sqlite3.connect(f"file:{server.data / 'leanvibe.db'}?mode=ro", uri=True) as database:
        return [line for line in database.iterdump() if not line.startswith('INSERT INTO "key_uses"')]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("origin", [True, False])
def test_every_operation_that_changes_something_refuses_forms(
    server: Server, line: Line, bearer: tuple[str, str], kind: str, origin: bool
) -> None:
    before = state(server)
    own = [("Origin", f"http://127.0.0.1:{line.port}")] if origin else []
    for one in OPERATIONS:
        if not one.mutates:
            continue
        headers = [bearer, *own, *one.headers.items(), ("Content-Type", kind)]
        for body in (FORMS[kind], b""):  # a form without fields, too
            answer = line.ask(one.method, one.target, headers, body)
            assert (answer.status, b"unsupported_media_type" in answer.body) == (415, True), (str(one), answer)
    assert state(server) == before


def test_reading_changes_nothing(server: Server, line: Line, bearer: tuple[str, str]) -> None:
    with server.client() as client:
        (project,) = client.get("/api/v1/projects").raise_for_status().json()["items"]
        session = client.post("/api/v1/sessions", json={}).raise_for_status().json()
    real = {"projectId": project["id"], "sessionId": session["id"]}
    before, answered = state(server), set[int]()
    for one in OPERATIONS:
        if one.method != "GET":
            continue
        target = one.path.replace("{projectId}", real["projectId"]).replace("{sessionId}", real["sessionId"])
        target = target.replace("{taskId}", project["id"]) + (
            f"?{one.target.partition('?')[2]}" if "?" in one.target else ""
        )
        for method in ("GET", "HEAD", "OPTIONS"):
            accept = ("Accept", "application/json" if "json" in str(one.declared["responses"].get("200")) else "*/*")
            answered.add(line.ask(method, target, [bearer, accept]).status)
    assert 200 in answered
    assert state(server) == before
