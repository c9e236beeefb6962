"""`leanvibe keys` and `leanvibe open` against the running assistant, with and without a terminal."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import stat
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import httpx
import pytest

from clients.cli.main import main
from tests.server.conftest import Server, environment

COMMAND = [sys.executable, "-m", "clients.cli.main"]
SECRET = re.compile(r"lv_([0-9a-f]{12})_[\w-]{43}")
HOSTILE = "\x1b[2J\x1b]0;x\x07[red]\r\n\u202e$(id)"


class Result(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Leanvibe:
    """Runs commands against one server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        folder = server.data.parent
        self.env = environment(folder, LEANVIBE_URL=server.url, LEANVIBE_DATA_DIR=str(server.data))

    def __call__(self, *arguments: str, **more: str) -> Result:
        """Without a terminal, in this process: the start of Python takes longer than most commands."""
        output, errors = io.StringIO(), io.StringIO()
        with patch.dict(os.environ, self.env | more, clear=True), redirect_stdout(output), redirect_stderr(errors):
            status = main(arguments)
        return Result(status, output.getvalue(), errors.getvalue())

    def at_terminal(self, answers: str, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output, and what the terminal showed; standard output is no terminal."""
        controller, terminal = pty.openpty()
        process = subprocess.Popen(
            [*COMMAND, *arguments], env=self.env, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE, text=True
        )
        os.close(terminal)
        os.write(controller, answers.encode())
        output, _ = process.communicate(timeout=60)
        shown = b""
        try:
            while piece := os.read(controller, 65536):
                shown += piece
        except OSError:  # Linux: the other end is closed
            pass
        os.close(controller)
        return process.returncode, output, shown.decode()

    def create(self, client_class: str, label: str = "") -> tuple[str, str]:
        """The id and the secret of a new key."""
        created = self("keys", "create", "--class", client_class, f"--label={label}")
        assert created.returncode == 0, created.stderr
        match = SECRET.fullmatch(created.stdout.removesuffix("\n"))  # the secret alone, for scripts
        assert match is not None
        return match[1], match[0]

    def record(self, key_id: str) -> dict[str, object]:
        listed = self("keys", "list", "--json")
        assert listed.returncode == 0, listed.stderr
        (record,) = (key for key in json.loads(listed.stdout)["items"] if key["id"] == key_id)
        found: dict[str, object] = record
        return found


@pytest.fixture(scope="module")
def leanvibe(server: Server) -> Leanvibe:
    return Leanvibe(server)


def status_of(server: Server, secret: str) -> int:
    headers = {"Authorization": f"Bearer {secret}"}
    return httpx.get(f"{server.url}/api/v1/sessions", headers=headers, trust_env=False).status_code


def test_a_key_lives_from_create_to_revoke(leanvibe: Leanvibe, server: Server) -> None:
    key_id, secret = leanvibe.create("web", "desk")
    assert status_of(server, secret) == 200
    rotated = leanvibe("keys", "rotate", key_id, "--json")
    issued = json.loads(rotated.stdout)
    assert (rotated.returncode, rotated.stderr, issued["key"]["id"]) == (0, "", key_id)
    assert (status_of(server, secret), status_of(server, issued["secret"])) == (401, 200)
    record = leanvibe.record(key_id)
    assert {"id", "clientClass", "label", "createdAt", "lastUsedAt", "rotatedAt", "inKeyFile"} == set(record)
    revoked = leanvibe("keys", "revoke", issued["secret"])  # pasted whole, it is cut down to its id
    assert (revoked.returncode, revoked.stdout) == (0, f'Revoked web key {key_id} "desk"\n')
    assert status_of(server, issued["secret"]) == 401
    row = next(line for line in leanvibe("keys", "list", "--class", "web").stdout.splitlines() if key_id in line)
    assert re.fullmatch(rf"{key_id}  web    (\S+ \S+Z  ){{2}}revoked \S+ \S+Z\s+desk", row), row


def test_hostile_labels_reach_no_terminal(leanvibe: Leanvibe) -> None:
    key_id, _ = leanvibe.create("ios", HOSTILE)
    assert leanvibe.record(key_id)["label"] == HOSTILE
    shown = [leanvibe("keys", "list"), leanvibe("keys", "list", "--json"), leanvibe("keys", "revoke", key_id)]
    status, output, terminal = leanvibe.at_terminal("y\n", "keys", "revoke", key_id)
    for text in (*(result.stdout + result.stderr for result in shown), output, terminal.replace("\r\n", "\n")):
        assert not set(text) & {"\x1b", "\x07", "\r", "\u202e"}
    assert status == 0
    assert "\\x1b[2J\\x1b]0;x\\x07[red]\\r\\n\\u202e$(id)" in shown[0].stdout


@pytest.mark.parametrize(("answer", "ends"), [("y\n", True), ("n\n", False)])
def test_a_terminal_is_asked_first(leanvibe: Leanvibe, server: Server, answer: str, ends: bool) -> None:
    key_id, secret = leanvibe.create("web", "phone")
    status, output, shown = leanvibe.at_terminal(answer, "keys", "revoke", key_id)
    assert f'Revoke web key {key_id} "phone"? [y/N]' in shown
    assert (status, status_of(server, secret)) == ((0, 401) if ends else (1, 200))
    assert ends or (output, "nothing was revoked" in shown) == ("", True)
    if not ends:
        status, output, shown = leanvibe.at_terminal(answer, "keys", "rotate", key_id)
        assert "Clients with the former one are cut off. [y/N]" in shown
        assert (status, output, status_of(server, secret)) == (1, "", 200)


def test_yes_asks_nothing(leanvibe: Leanvibe) -> None:
    key_id, _ = leanvibe.create("web")
    status, output, shown = leanvibe.at_terminal("", "keys", "rotate", key_id, "--yes")
    assert (status, SECRET.fullmatch(output.strip()) is not None, "[y/N]" in shown) == (0, True, False)
    assert leanvibe.at_terminal("", "keys", "revoke", key_id, "-y") == (0, f"Revoked web key {key_id}\n", "")


def test_the_key_in_use_is_not_lost_by_accident(leanvibe: Leanvibe, server: Server) -> None:
    file_key = server.key.split("_")[1]
    refused = leanvibe("keys", "revoke", file_key)
    assert refused.returncode == 1
    assert f"key {file_key} is in use" in refused.stderr
    assert f"`leanvibe keys rotate {file_key}`, or revoke it with --yes" in refused.stderr
    status, _, shown = leanvibe.at_terminal("y\nn\n", "keys", "revoke", file_key)
    assert (status, shown.count("[y/N]"), "restarted" in shown) == (1, 2, True)
    assert leanvibe("status").returncode == 0
    former = server.key
    rotated = leanvibe("keys", "rotate", file_key)
    assert rotated.stdout.strip() == server.key != former
    assert "key file" in rotated.stderr
    assert leanvibe("status").returncode == 0  # it read the new file
    key_id, secret = leanvibe.create("cli")
    own = leanvibe("keys", "revoke", key_id, "--yes", "--json", LEANVIBE_KEY=secret)
    assert (own.returncode, "revokedAt" in json.loads(own.stdout)) == (0, True)
    after = leanvibe("keys", "list", LEANVIBE_KEY=secret)
    assert (after.returncode, "LEANVIBE_KEY" in after.stderr) == (1, True)


def test_only_class_cli_may(leanvibe: Leanvibe) -> None:
    _, secret = leanvibe.create("web")
    for arguments in (("list",), ("create", "--class", "cli"), ("rotate", "0" * 12), ("revoke", "0" * 12)):
        result = leanvibe("keys", *arguments, LEANVIBE_KEY=secret)
        assert (result.returncode, result.stdout) == (1, "")
        assert "only keys of class cli manage keys" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("create",), 2, "--class"),
        (("create", "--class", "root"), 2, "'ios', 'web', 'cli'"),
        (("create", "--class", "web", "--label", "x" * 101), 2, "it has 101 characters"),
        (("revoke",), 2, "ID"),
        (("revoke", "../projects"), 2, "12 hexadecimal digits"),
        (("revoke", "0" * 12), 1, "there is no key 000000000000 (key_not_found)"),
        (("rotate", "0" * 12, "--yes"), 1, "there is no key 000000000000 (key_not_found)"),
        (("delete",), 2, "there is no command 'delete'"),
    ],
)
def test_mistakes_are_explained(leanvibe: Leanvibe, arguments: tuple[str, ...], status: int, message: str) -> None:
    result = leanvibe("keys", *arguments)
    assert (result.returncode, result.stdout) == (status, "")
    assert message in result.stderr


@pytest.fixture
def browser(tmp_path: Path) -> tuple[Path, Path]:
    """A program that notes the address it is started with, and the note."""
    program, note = tmp_path / "browser", tmp_path / "address"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {note}.new && mv {note}.new {note}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program, note


def test_open_shows_the_documentation_without_the_key(
    leanvibe: Leanvibe, server: Server, browser: tuple[Path, Path]
) -> None:
    program, note = browser
    env = leanvibe.env | {"BROWSER": f"{program} %s"}
    opened = subprocess.run([*COMMAND, "open", "--docs"], env=env, capture_output=True, text=True, timeout=60)
    assert (opened.returncode, opened.stdout, opened.stderr) == (0, "", "")
    address = note.read_text()
    assert re.fullmatch(rf"{re.escape(server.url)}/docs/open\?ticket=[\w-]{{43}}", address)
    assert server.key.split("_", 2)[2] not in address
    with httpx.Client(trust_env=False, follow_redirects=True) as client:
        page = client.get(address)
        assert (page.status_code, str(page.url)) == (200, f"{server.url}/docs")
        assert "<h1>LeanVibe" in page.text
    printed = leanvibe("open", "--docs", "--print")
    assert httpx.get(printed.stdout.strip(), trust_env=False).status_code == 303
