"""T6, leaking keys: a key shows nowhere but in its file; it is compared in constant time; revoked, it ends at once."""

from __future__ import annotations

import asyncio
import hmac
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from generated.server import create_app
from handlers.api.socket import SessionSocket
from handlers.app import authenticating
from handlers.errors import Unauthenticated
from handlers.security.keys import Keys
from handlers.security.rates import RateLimiter
from handlers.security.tickets import Tickets
from handlers.sessions.open import open_sessions
from handlers.storage.database import Database
from tests.security.conftest import CHANNELS, OPERATIONS, Line
from tests.server.conftest import Server
from tests.support.serving import serving

STRANGER = f"lv_{'0' * 12}_{'Canary' * 7}A"


def test_a_key_never_shows_in_answers_log_metrics_or_files(server: Server, line: Line) -> None:
    own = server.key
    secret = own.split("_", 2)[2]
    with server.client() as client:
        ticket = client.post("/api/v1/websocket/ticket").raise_for_status().json()["ticket"]
    answers = []
    kinds = [[], [("Accept", "text/none")], [("Content-Type", "application/json")]]
    for key in (own, STRANGER):
        shown = [("Authorization", f"Bearer {key}")]
        for one in OPERATIONS:
            for more in kinds:
                headers = [*shown, *one.headers.items(), *more]
                answers.append(line.ask(one.method, one.target, headers, b"{" if one.takes else b""))
            answers.append(line.ask("PURGE", one.target, shown))
            ids = [("X-Request-Id", given) for given in (key, ticket)]
            answers += [line.ask(one.method, one.target, [*shown, given]) for given in ids]
        answers.append(line.ask("GET", "/api/v1/monitoring/health", shown, host=key))
        answers.append(line.ask("GET", "/metrics", [*shown, ("Origin", f"http://{key}")]))
        for path in CHANNELS:
            answers.append(line.upgrade(path, shown))
            offers = [f"leanvibe.v1, ticket.{secret}" for secret in (key, ticket)]
            answers += [line.upgrade(path, [*shown, ("Sec-WebSocket-Protocol", offer)]) for offer in offers]
    figures = ("/metrics", "/api/v1/monitoring/health/complete", "/api/v1/monitoring/metrics/performance")
    answers += [line.ask("GET", path, [("Authorization", f"Bearer {own}")]) for path in figures]
    assert answers[-3].body.count(b"leanvibe_requests_total{") > 10
    said = b"\n".join(json.dumps(answer.headers).encode() + answer.body for answer in answers)
    log = server.log.read_bytes()
    assert b"refused" in log and b'"request"' in log  # it is the log of all this
    for word in (secret, STRANGER.split("_", 2)[2], ticket):
        assert word.encode() not in log
        assert word.encode() not in said
    for file in server.data.rglob("*"):
        if file.is_file() and file != server.data / "key":
            assert secret.encode() not in file.read_bytes(), file
    assert (server.data / "key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("where", ["/{key}", "{target}?key={key}", "{target}/{key}", "{target}?a=%6Cv_{rest}"])
def test_a_key_in_an_address_is_refused_and_not_said_again(server: Server, line: Line, where: str) -> None:
    own = server.key
    for one in OPERATIONS:
        plain = one.target.partition("?")[0]
        target = where.format(key=own, target=plain, rest=own.removeprefix("lv_"))
        answer = line.ask(one.method, target, [("Authorization", f"Bearer {own}")])
        assert answer.status == 400, (str(one), answer)
        assert b"Authorization header" in answer.body
        assert own.split("_", 2)[2].encode() not in answer.body
    for path in CHANNELS:
        assert line.upgrade(f"{path}?key={own}", [("Authorization", f"Bearer {own}")]).status == 400
    assert own.split("_", 2)[2].encode() not in server.log.read_bytes()


LOGGING = """
import structlog, logging
from handlers.monitoring.logs import configure
configure(style="json")
key = "{key}"
log = structlog.stdlib.get_logger("a")
log.error("broke", header="Bearer " + key, key=key, nested={{"Authorization": key}}, list=[key])
try:
    raise ValueError("bad " + key)
except ValueError:
    logging.getLogger("b").exception("it said %s", key)
    structlog.stdlib.get_logger("c").exception("again")
"""


def test_tracebacks_and_fields_hide_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOGGING.format(key=STRANGER)], capture_output=True, text=True, check=True
    )
    assert done.stderr.count("ValueError: bad [hidden]") == 2
    assert STRANGER.split("_", 2)[2] not in done.stderr


async def test_every_comparison_is_one_of_constant_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the key's id is unknown or it has no form at all; and what is kept is no key."""
    keys = await Keys.open(database)
    record, key = await keys.create("cli", "one")
    compared, compare_digest = list[tuple[int, int]](), hmac.compare_digest

    def compare(a: bytes, b: bytes) -> bool:
        compared.append((len(a), len(b)))
        return compare_digest(a, b)

    monkeypatch.setattr("handlers.security.keys.hmac.compare_digest", compare)
    assert keys.verify(key).key_id == record.id
    for wrong in (key[:-1] + ("A" if key[-1] != "A" else "B"), STRANGER, "", "x", key + "x"):
        with pytest.raises(Unauthenticated, match="the key is missing, wrong or revoked"):
            keys.verify(wrong)
    assert compared == [(32, 32)] * 6
    rows = await database.read(lambda c: [tuple(row) for row in c.execute("SELECT * FROM keys")])
    assert key.split("_", 2)[2] not in repr(rows)


async def test_revoking_closes_live_sockets_within_a_second_and_voids_tickets(database: Database) -> None:
    keys, tickets, room = await Keys.open(database), Tickets(), await open_sessions(database)
    sockets = SessionSocket(room, chat=None, rates=RateLimiter())
    keys.on_revoked(tickets.revoke)
    keys.on_revoked(sockets.revoked)
    lost, lost_key = await keys.create("web", "lost")
    _, other_key = await keys.create("web", "other")
    app = create_app(ws_channel=sockets, authenticate=authenticating(keys, tickets))
    async with serving(app) as address, httpx.AsyncClient(base_url=f"http://{address}", trust_env=False) as client:

        def opened(key: str) -> Any:
            return connect(f"ws://{address}{CHANNELS[0]}", additional_headers={"Authorization": f"Bearer {key}"})

        async with opened(lost_key) as one, opened(lost_key) as two, opened(other_key) as other:
            ticket = tickets.issue(keys.verify(lost_key))
            begun = time.monotonic()
            await keys.revoke(lost.id)
            for socket in (one, two):
                with pytest.raises(ConnectionClosed) as closed:
                    async with asyncio.timeout(1):
                        await socket.recv()
                assert closed.value.rcvd is not None and closed.value.rcvd.code == 4501
            assert time.monotonic() - begun < 1
            await (await other.ping())  # nobody else is touched
            with pytest.raises(InvalidStatus) as refused:
                await opened(lost_key)
            assert refused.value.response.status_code == 401
            with pytest.raises(Unauthenticated):
                tickets.redeem(ticket)
            shown = {"Authorization": f"Bearer {lost_key}"}
            assert (await client.get("/api/v1/sessions", headers=shown)).status_code == 401
            shown = {"Authorization": f"Bearer {other_key}"}
            assert (await client.get("/api/v1/sessions", headers=shown)).status_code == 501
