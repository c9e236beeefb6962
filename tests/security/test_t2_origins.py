"""T2, cross-site WebSockets: who opens a channel from a page of another site is refused before the upgrade."""

from __future__ import annotations

import json
import time

import httpx
import pytest

from tests.security.conftest import CHANNELS, OPERATIONS, ORIGIN, Line
from tests.server.conftest import Server

FOREIGN = [
    "http://evil.com",
    "https://localhost:{port}",
    "http://localhost",
    "http://localhost:1",
    "http://127.0.0.1:1",
    "http://localhost.evil.com:{port}",
    "http://127.0.0.1:{port}.evil.com",
    "http://127.0.0.1:{port}/",
    "http://[::1]:{port}",
    ORIGIN + "/",
    ORIGIN + ".evil.com",
    "null",
    "file://",
    "",
    "*",
    "chrome-extension://abc",
]


@pytest.fixture
def ticket(server: Server) -> str:
    with server.client() as client:
        return str(client.post("/api/v1/websocket/ticket").raise_for_status().json()["ticket"])


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_is_refused_before_the_upgrade(
    line: Line, bearer: tuple[str, str], ticket: str, origin: str
) -> None:
    header = ("Origin", origin.format(port=line.port))
    offered = ("Sec-WebSocket-Protocol", f"leanvibe.v1, ticket.{ticket}")
    for path in CHANNELS:
        for credential in (bearer, offered, ("X-None", "1")):
            answer = line.upgrade(path, [header, credential])
            assert (answer.status, answer.headers.get("upgrade")) == (403, None), (path, answer)


def test_two_origins_are_none(line: Line, bearer: tuple[str, str]) -> None:
    own = ("Origin", f"http://127.0.0.1:{line.port}")
    for path in CHANNELS:
        assert line.upgrade(path, [bearer, own, ("Origin", "http://evil.com")]).status in (400, 403)
        assert line.upgrade(path, [bearer, own, own]).status in (400, 403)


def test_without_an_origin_a_credential_is_needed(line: Line, bearer: tuple[str, str]) -> None:
    for path in CHANNELS:
        assert line.upgrade(path, []).status == 401
        assert line.upgrade(path, [("Authorization", "Basic YTpi")]).status == 401
        assert line.upgrade(path, [("Authorization", "Bearer wrong")]).status == 401
        assert line.upgrade(path, [("Sec-WebSocket-Protocol", "leanvibe.v1, ticket.wrong")]).status == 401
        assert line.upgrade(path, [bearer]).status == 101


def test_a_refusal_is_no_fault_of_the_server(line: Line, server: Server) -> None:
    before = server.log.stat().st_size
    for path in CHANNELS:
        answer = line.upgrade(path, [("Authorization", "Bearer wrong")])
        assert (answer.status, json.loads(answer.body)["status"]) == (401, 401)
        assert line.upgrade(path, [("Origin", "null")]).status == 403
    deadline, logged = time.monotonic() + 30, b""
    while b'"why": "origin"' not in logged and time.monotonic() < deadline:  # repetitions are logged after a second
        time.sleep(0.1)
        logged = server.log.read_bytes()[before:]
    assert b'"why": "origin"' in logged and b'"level": "error"' not in logged


def test_the_own_and_the_listed_origins_open_with_a_ticket_and_once(line: Line, server: Server) -> None:
    for path in CHANNELS:
        for origin in (f"http://127.0.0.1:{line.port}", ORIGIN, ORIGIN.upper()):
            with server.client() as client:
                ticket = client.post("/api/v1/websocket/ticket").raise_for_status().json()["ticket"]
            offered = [("Origin", origin), ("Sec-WebSocket-Protocol", f"leanvibe.v1, ticket.{ticket}")]
            assert line.upgrade(path, offered).status == 101
            assert line.upgrade(path, offered).status == 401
            assert line.upgrade(path, [("Origin", origin)]).status == 401


@pytest.mark.parametrize("origin", FOREIGN)
def test_operations_refuse_the_same_origins(line: Line, bearer: tuple[str, str], origin: str) -> None:
    for one in OPERATIONS:
        answer = line.ask(one.method, one.target, [bearer, ("Origin", origin.format(port=line.port))])
        assert (answer.status, b"origin_forbidden" in answer.body) == (403, True), (str(one), answer)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_page_of_another_site_loads_without_an_origin_is_refused(server: Server, site: str) -> None:
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        for one in OPERATIONS:
            answer = client.request(
                one.method, one.target, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
            )
            assert answer.status_code == 403, str(one)
