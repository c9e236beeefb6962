"""Generated packages under the strictest compiler, and a program that uses them against real servers."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from codegen.config import Config, Output
from codegen.pipeline import generate
from tests.support.tools import ROOT, run
from tests.support.typescript import compiler, node
from tests.typescript.peer import HUGE, peers

HERE = ROOT / "tests" / "typescript"
FIXTURES = ROOT / "tests" / "fixtures" / "contracts"
CONTRACTS: dict[str, tuple[Path, dict[str, str]]] = {
    **{
        name: (FIXTURES / name / "contract" / "openapi.yaml", {})
        for name in ("notes", "torture", "events", "auth", "split", "tasks")
    },
    "chatroom": (FIXTURES / "chatroom" / "contract" / "asyncapi.yaml", {}),
    "echo": (HERE / "echo.yaml", {}),
    "texts": (HERE / "echo.yaml", {"int64": "string"}),
    "numbers": (HERE / "echo.yaml", {"int64": "number"}),
    "spelled": (HERE / "spelled.yaml", {}),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every package and the program, compiled by one call of tsc: what it says is the test's failure."""
    folder = tmp_path_factory.mktemp("typescript")
    for name, (document, options) in CONTRACTS.items():
        write(document, folder / name, options)
    (folder / "program").mkdir()
    shutil.copy(HERE / "client.ts", folder / "program")
    settings = json.loads((folder / "echo" / "tsconfig.json").read_text())["compilerOptions"]
    settings |= {
        "rootDir": ".",
        "outDir": "dist",
        "sourceMap": False,
        "noUnusedLocals": True,
        "noUnusedParameters": True,
    }
    include = ["*/src", "program"]
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": settings, "include": include}))
    (folder / "package.json").write_text('{"type": "module"}')
    said = run([*node(), str(compiler()), "-p", "."], folder)
    assert said.returncode == 0, said.stdout
    return folder


@pytest.fixture(scope="module")
def results(built: Path) -> Mapping[str, Any]:
    """What the program's calls came to."""
    with peers() as (web, sockets):
        said = run([*node(), "dist/program/client.js", web, sockets], built)
    assert said.returncode == 0, said.stdout
    found = json.loads(said.stdout)
    assert isinstance(found, dict)
    return found


def test_the_strictest_compiler_takes_every_fixture(built: Path) -> None:
    assert {path.parent.parent.name for path in built.glob("dist/*/src/index.js")} == set(CONTRACTS)


def test_texts_that_read_like_references_import_nothing(built: Path) -> None:
    source = built / "spelled" / "src"
    assert sorted(path.stem for path in (source / "runtime").iterdir()) == [
        "bodies", "calls", "json", "parameters", "results", "retries",
    ]  # fmt: skip
    assert not (source / "plans.ts").exists()
    assert "import" not in (source / "types.ts").read_text()


def test_generating_twice_gives_the_same(tmp_path: Path) -> None:
    first, second = (write(FIXTURES / "torture/contract/openapi.yaml", tmp_path / name, {}) for name in "ab")
    assert first == second


def test_parameters_of_every_style_and_place(results: Mapping[str, Any]) -> None:
    got = results["parameters"]
    path, query = got["target"].split("?", 1)
    assert path == f"/parameters/{HUGE}/a%2Fb,c%20d,%C3%A9%2C/.l%3F/.1.2/;matrix=3;matrix=4/x=5,y=%3D"
    assert query.split("&") == [
        "form=1", "form=2", "joined=a,b%26c", "spaces=d%20e", "pipes=f%7Cg", "deep[x]=6", "deep[y]=%5D", "x=7",
        f"asJson=%7B%22id%22%3A{HUGE}%7D", "filter%5Bname%5D=%2B%20%26", "reserved=a/b?c=d%26e", "simple=true",
    ]  # fmt: skip
    assert (got["headers"]["x-trace"], got["headers"]["x-list"]) == ("t 1", "8,9")
    assert got["headers"]["cookie"] == "tracking=c%3Bk"


BODIES: list[tuple[str, str, str]] = [
    ("json", "application/json", f'{{"id":{HUGE},"ratio":0.5}}'),
    (
        "form",
        "application/x-www-form-urlencoded",
        "name=a%20b%26%C3%A9&tags=x,y&numbers=1&numbers=2&point=%7B%22x%22%3A1%7D",
    ),
    ("text", "text/plain", "héllo"),
    ("lines", "application/jsonl", f'{{"id":{HUGE}}}\n{{"id":1}}\n'),
    ("binary", "application/octet-stream", "\1\2\3"),
]


@pytest.mark.parametrize(("name", "kind", "want"), BODIES, ids=[name for name, _, _ in BODIES])
def test_bodies(results: Mapping[str, Any], name: str, kind: str, want: str) -> None:
    got = results[name]
    assert got["headers"]["content-type"] == kind
    assert got["body"].encode("latin-1").decode() == want


def test_multipart(results: Mapping[str, Any]) -> None:
    got = results["multipart"]
    kind, _, boundary = got["headers"]["content-type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    parts = got["body"].split(f"--{boundary}")
    assert [part.strip("\r\n").replace("\r\n", "\n") for part in parts[1:-1]] == [
        'Content-Disposition: form-data; name="file"; filename="na%22me.bin"\nContent-Type: image/png\n\n\0bytes',
        f'Content-Disposition: form-data; name="about"\nContent-Type: application/json\n\n{{"id":{HUGE}}}',
        'Content-Disposition: form-data; name="labels"\nContent-Type: text/plain\n\none',
        'Content-Disposition: form-data; name="labels"\nContent-Type: text/plain\n\ntwo',
    ]
    assert parts[-1] == "--\r\n"


def test_int64_beyond_doubles_goes_there_and_back(results: Mapping[str, Any]) -> None:
    count, data = results["wide"]
    assert count == "7"
    assert data == {
        "id": f"{HUGE}n",
        "text": '\0quoted "1234567890123456789" \\',
        "ratio": 0.12345678901234568,
        "list": ["1n", "-9223372036854775808n"],
        "map": {"a": f"{HUGE}n", "\0b": "2n"},
        "pair": ["1", f"{HUGE}n"],
        "parent": {"id": "3n", "parent": None},
        "choice": f"{HUGE}n",
        "shape": {"type": "square", "side": f"{HUGE}n"},
    }
    assert results["wideText"] == {"id": str(HUGE), "text": str(HUGE)}
    assert float(results["narrowInteger"]["later"]) == 12345678901234567890.0  # no int64: a number, as it says


def test_streams_end_fail_and_resume(results: Mapping[str, Any]) -> None:
    events = [{"id": f"{HUGE + number}n"} for number in range(1, 7)]
    assert results["lost"] == "TypeError"
    assert results["resumed"] == [events, "6"]
    assert results["broken"] == events[4:5]
    assert results["streamedLines"] == [{"id": f"{HUGE}n"}, {"id": "2n"}, {"id": "3n"}]


ANSWERS: list[tuple[str, Any]] = [
    ("success", "TEXT"),
    ("empty", True),
    ("declared", [404, 404, "no"]),
    ("ranged", ["5XX", 503, "no"]),
    ("undeclared", [True, 418, "text"]),
    ("wrongType", [True, 500, "<h1>"]),
    ("thrown", [True, 404]),
    ("timeout", "TimeoutError"),
    ("abort", "AbortError"),
    ("unreachable", "TypeError"),
    ("dots", "TypeError"),
    ("retried", [False, 3, "[object Object]", 4]),
    ("retriedNever", ["TypeError", "TimeoutError"]),
    ("middleware", ["out", "1", "fetch", "in", "204", "changed"]),
]


@pytest.mark.parametrize(("name", "want"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_answers(results: Mapping[str, Any], name: str, want: Any) -> None:
    assert results[name] == want


def test_secrets_go_where_the_first_requirement_that_is_met_says(results: Mapping[str, Any]) -> None:
    bearer, both, cookie = (results[name] for name in ("bearer", "both", "cookie"))
    assert bearer["headers"]["authorization"] == "Bearer tok"
    assert both["headers"]["authorization"] == f"Basic {base64.b64encode('né:pw'.encode()).decode()}"
    assert both["target"] == "/secret?api%20key=k%26"
    assert cookie["headers"]["cookie"] == "session=c%3D1"
    assert "authorization" not in cookie["headers"]


def test_a_channel_carries_typed_messages_both_ways(results: Mapping[str, Any]) -> None:
    joined, said, later = results["channel"]
    assert joined == {"type": "joined", "ref": "1", "people": [f"/rooms/a%20b?since={HUGE}&t=%26"]}
    assert said["seq"] == f"{HUGE}n"
    assert later == {"type": "later", "got": str(HUGE)}
    assert results["channelClosed"] == [True, 4000, "idle"]


def write(document: Path, folder: Path, options: Mapping[str, str]) -> Mapping[str, str]:
    """Generates the package into a folder; its files by path."""
    config = Config((document,), (Output("typescript", folder, options),))
    tree = generate(config).trees["typescript"]
    for name, text in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return tree


@pytest.mark.parametrize(("name", "want"), [("chatroom", ">=22"), ("notes", ">=20.3")])
def test_only_a_package_with_channels_needs_websockets(built: Path, name: str, want: str) -> None:
    assert json.loads((built / name / "package.json").read_text())["engines"] == {"node": want}


def test_a_platform_without_websockets_is_told_what_to_pass(built: Path) -> None:
    program = """
        import { openWebSocket } from "./dist/chatroom/src/runtime/channels.js";
        delete globalThis.WebSocket;
        try { openWebSocket("ws://127.0.0.1:1", [], new Headers()); } catch (error) { console.log(error.message); }
    """
    result = run([*node(), "--input-type=module", "--eval", program], built)
    assert result.stdout.strip() == (
        "this platform has no WebSocket: use Node.js 22 or newer, or pass the option openSocket, which opens one"
    )
