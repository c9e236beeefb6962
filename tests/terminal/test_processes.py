"""Both commands as processes: closed and full outputs, Ctrl-C, encodings, exit statuses, what `--help` imports."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from clients.cli.main import PROGRAM as LEANVIBE
from codegen.cli import PROGRAM as CONTRACTS
from tests.support.commands import invoke

PROGRAMS = {"leanvibe": LEANVIBE, "contracts": CONTRACTS}
COMMANDS = {name: str(Path(sys.executable).with_name(name)) for name in PROGRAMS}
DOCUMENT = str(Path(__file__).parents[1] / "fixtures/lint/schema-impossible.yaml")


def run(
    words: Sequence[str], shell: str = "", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command, with redirections or a pipeline of bash after it."""
    line = f'"$0" "$@" {shell}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, COMMANDS[words[0]], *words[1:]],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=60,
    )


LINT = ["contracts", "lint", DOCUMENT]
# The second status is that of a command which has written all before its reader went.
PIPES = [
    ("the reader stops after one line", ["contracts", "lint", "--rules"], "| head -1", (141, 0)),
    ("the reader reads nothing", LINT, "| true", (141, 1)),
    ("help", ["leanvibe", "--help"], "| true", (141, 0)),
    ("a version", ["contracts", "--version"], "| true", (141, 0)),
    ("JSON", [*LINT, "--json"], "| head -c 10", (141, 1)),
    ("errors into a closed pipe", ["leanvibe", "search"], "2>&1 >/dev/null | true", (141, 2)),
    ("standard output closed", LINT, ">&-", (1,)),
    ("standard error closed", ["leanvibe", "search"], "2>&-", (2,)),
    ("both closed", [*LINT], ">&- 2>&-", (1,)),
]


@pytest.mark.parametrize(("_name", "words", "shell", "want"), PIPES, ids=[row[0] for row in PIPES])
def test_outputs_that_end_early(_name: str, words: list[str], shell: str, want: tuple[int, ...]) -> None:
    done = run(words, shell)
    assert (done.stdout.count("\n") <= 1, done.stderr) == (True, "")
    assert done.returncode in want


def test_a_full_disk_is_reported() -> None:
    done = run(["contracts", "lint", "--rules"], ">/dev/full")
    assert (done.returncode, done.stderr) == (1, "contracts: cannot write the output: No space left on device\n")


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}], ids=str
)
@pytest.mark.parametrize("words", [["contracts", "Grüße\u202e日本"], ["leanvibe", "search", "", "\udcff\x1b\x9b"]])
def test_no_encoding_of_a_terminal_is_a_crash(environment: dict[str, str], words: list[str]) -> None:
    done = run(words, environment=environment)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_ctrl_c_ends_with_130(tmp_path: Path) -> None:
    """While a server does not answer."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        environment = {**os.environ, "LEANVIBE_PORT": str(silent.getsockname()[1]), "LEANVIBE_KEY": "lv_x"}
        process = subprocess.Popen(
            [COMMANDS["leanvibe"], "status"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        connection, _ = silent.accept()
        with connection:
            connection.recv(10)
            time.sleep(0.1)  # the request is sent; the command waits for the answer
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (130, "", "leanvibe: interrupted\n")


STATUSES = [
    (["contracts", "lint", "--rules"], 0, ""),
    (LINT, 1, ""),
    (["contracts", "lint", "missing.yaml"], 2, "missing.yaml"),
    (["contracts", "check", "--config", "missing.toml"], 2, "missing.toml"),
    (["contracts"], 2, "usage: contracts COMMAND"),
    (["contracts", "lnt"], 2, "there is no command 'lnt'; did you mean lint?"),
    (["contracts", "--vresion"], 2, "there is no option '--vresion'; did you mean --version?"),
    (["contracts", "lint", "--formt", "json"], 2, "did you mean --format?"),
    (["contracts", "lint", "--config", "a", "--config", "b"], 2, "argument --config/-c: it may be given once only"),
    (["contracts", "fuzz-ws", "x", "--url", "y", "-n", "0"], 2, "0 is out of range; it must be at least 1"),
    (["contracts", "fuzz-ws", "x", "--url", "y", "--timeout", "nan"], 2, "it must be at least 0.01"),
    (["leanvibe", "search", ""], 2, "argument QUERY: it has 0 characters; it must have 1 to 2000 characters"),
    (["leanvibe", "search", "x", "-n", "0"], 2, "argument --limit/-n: 0 is out of range; it must be 1 to 100"),
    (["leanvibe", "ask", "x", "--tokens", "many"], 2, "'many' is not an integer; it must be 1 to 4096"),
    (["leanvibe", "serve", "--port", "65536"], 2, "it must be 0 to 65535"),
    (["leanvibe", "search"], 2, "the following arguments are required: QUERY"),
    (["leanvibe", "completion", "tcsh"], 2, "invalid choice: 'tcsh'"),
]


@pytest.mark.parametrize(("words", "status", "error"), STATUSES, ids=[" ".join(row[0])[:60] for row in STATUSES])
def test_exit_statuses(words: list[str], status: int, error: str) -> None:
    done = invoke(PROGRAMS[words[0]].main, words[1:])
    assert (done.exit_code, error in done.output) == (status, True), done.output


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_version(name: str) -> None:
    assert run([name, "--version"]).stdout == f"{name} {version('leanvibe')}\n"


@pytest.mark.parametrize(
    ("variable", "warning"),
    [
        ("LEANVIBE_MODLE", "LEANVIBE_MODLE is not a known variable; did you mean LEANVIBE_MODEL?"),
        ("LEANVIBE_RATE_CIL", "LEANVIBE_RATE_CIL is not a known variable; did you mean LEANVIBE_RATE_CLI?"),
        ("LEANVIBE_ZZZZ", "LEANVIBE_ZZZZ is not a known variable\n"),
        ("LEANVIBE_PORT", ""),
        ("LEANVIBE_CACHE_DIR", ""),
    ],
)
@pytest.mark.parametrize(
    "words", [["leanvibe", "--version"], ["leanvibe", "serve", "--help"], ["leanvibe", "search", ""]]
)
def test_misspelt_variables(monkeypatch: pytest.MonkeyPatch, words: list[str], variable: str, warning: str) -> None:
    monkeypatch.setenv(variable, "1")
    output = invoke(PROGRAMS[words[0]].main, words[1:]).output
    assert warning in output
    assert ("is not a known variable" in output) is bool(warning)


@pytest.mark.parametrize("words", [["leanvibe", "--help"], ["contracts", "--help"]])
def test_help_imports_the_standard_library_and_little_of_it(words: list[str]) -> None:
    """Start-up time is imports: typer's rich help took 25 times as long as an empty program."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", COMMANDS[words[0]], *words[1:]], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    own = {name for name in modules if name.partition(".")[0] in ("codegen", "clients", "generated", "handlers")}
    clients = {"clients", "clients.cli", "clients.cli.main", "clients.cli.variables"}
    telemetry = {"handlers", "handlers.security", "handlers.security.telemetry"}  # must be imported before any library
    assert own <= {"codegen", "codegen.cli"} | clients | telemetry
    assert modules & {"argparse", "asyncio", "httpx", "pydantic", "rich", "typer", "click", "yaml"} == set()
    assert len(modules) < 100


@pytest.mark.parametrize("command", ["ask", "search", "status", "completion"])
def test_help_of_a_command_imports_neither_client_nor_models(command: str) -> None:
    code = (
        "import sys, clients.cli.main as m\n"
        f"assert m.main(['{command}', '--help']) == 0\n"
        "print(sorted({n.partition('.')[0] for n in sys.modules} & {'httpx', 'pydantic', 'generated', 'rich'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]", done
