"""T1, DNS rebinding: every operation and channel under every Host. A foreign one gets 4xx and not a byte of body."""

from __future__ import annotations

import pytest

from tests.security.conftest import CHANNELS, OPERATIONS, PUBLIC, Line

FOREIGN = [
    "evil.com",
    "localhost.evil.com",
    "evil.com:{port}",
    "127.0.0.1.nip.io",
    "127.0.0.1.nip.io:{port}",
    "localhost.",
    "127.0.0.1.",
    "leanvibe.local",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0:{port}",
    "[::]:{port}",
    "[::ffff:127.0.0.1]",
    "localhost:evil",
    "localhost:0",
    "localhost:65536",
    "user@localhost",
    "localhost@evil.com",
    "evil.com#localhost",
    "localhost,evil.com",
    "http://localhost",
    "*",
    "null",
]
OWN = [
    "localhost",
    "localhost:{port}",
    "127.0.0.1",
    "127.0.0.1:{port}",
    "[::1]",
    "[::1]:{port}",
    "LOCALHOST",
    "LocalHost:{port}",
]
DOUBTFUL = ["", "Host: \r\n", "Host: localhost\r\nHost: evil.com\r\n", "Host: evil\r\nHost: localhost\r\n"]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_gets_nothing(line: Line, bearer: tuple[str, str], host: str) -> None:
    host = host.format(port=line.port)
    for one in OPERATIONS:
        answer = line.ask(one.method, one.target, [bearer], host=host)
        assert (answer.status, answer.body) == (403, b""), (str(one), answer)
    for path in CHANNELS:
        assert line.upgrade(path, [bearer], host).status == 403


@pytest.mark.parametrize("head", DOUBTFUL)
def test_no_host_an_empty_one_and_two_are_refused(line: Line, bearer: tuple[str, str], head: str) -> None:
    for one in OPERATIONS:
        text = f"{one.method} {one.target} HTTP/1.1\r\n{head}{bearer[0]}: {bearer[1]}\r\nConnection: close\r\n\r\n"
        answer = line.send(text.encode())
        assert answer.status in (400, 403) and not answer.body.startswith(b"{"), (str(one), answer)


@pytest.mark.parametrize("start", ["http://evil.com", "http://127.0.0.1", "HTTP://localhost", "//evil.com", "ws://x"])
def test_an_absolute_target_never_outranks_the_host(line: Line, bearer: tuple[str, str], start: str) -> None:
    for one in OPERATIONS:
        answer = line.ask(one.method, start + one.target, [bearer])
        wanted = (404,) if start.startswith("//") else (400,)  # `//evil.com/…` is a path, and no operation's
        assert answer.status in wanted, (str(one), answer)
        assert answer.body == b"" or answer.status == 404
    for path in CHANNELS:
        assert line.upgrade(start + path, [bearer]).status in (400, 403, 404)


@pytest.mark.parametrize("host", OWN)
def test_the_own_names_work(line: Line, host: str) -> None:
    for one in OPERATIONS:
        answer = line.ask(one.method, one.target, [], host=host.format(port=line.port))
        assert answer.status == (200 if one.id in PUBLIC else 401), (str(one), answer)


@pytest.mark.parametrize("host", OWN)
def test_a_channel_opens_under_the_own_names(line: Line, bearer: tuple[str, str], host: str) -> None:
    for path in CHANNELS:
        assert line.upgrade(path, [bearer], host.format(port=line.port)).status == 101
