"""Hostile contracts (T19): no text of a contract breaks out of the comment, string or file name that it stands in."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegen import emit
from codegen.config import of_documents
from codegen.diagnostics import Diagnostics
from codegen.load import Library
from codegen.manifest import Inputs
from codegen.naming import DEVICES
from codegen.pipeline import ContractError, generate
from tests.support.hostile import TEXTS, contract, injected
from tests.support.tools import ROOT, SWIFT, require_tool, run
from tests.support.typescript import compiler

CONTRACTS = ROOT / "tests/fixtures/contracts"
HOSTILE = CONTRACTS / "hostile/contract/openapi.json"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ud800-\udfff\U000e0000-\U000e0fff]"
)
INVISIBLE = [
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",  # bidirectional
    *"\u200b\u200d\u2060\u2063\ufeff\u00ad\u034f\u180e\u17b4\u115f\u1160\u3164\uffa0\U000e0041\U000e0100",
    *"\x00\x1b\x7f\x85\x9b\u2028\u2029",
]

Trees = Mapping[str, Mapping[str, str]]


def written(document: Any, folder: Path) -> Trees:
    """All targets of a document, written out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "openapi.json").write_text(json.dumps(document))
    made = generate(of_documents([folder / "openapi.json"], folder / "sdk"))
    put(made.trees, folder / "sdk")
    return made.trees


def put(trees: Trees, folder: Path) -> None:
    for target, tree in trees.items():
        emit.write(folder / target, tree, Inputs({}, "", ""))


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    put(generate(of_documents([HOSTILE], folder / "sdk")).trees, folder / "sdk")
    return folder


def test_the_fixture_has_every_text() -> None:
    document = Library(Diagnostics(), [HOSTILE.parent]).open(HOSTILE)
    assert document is not None
    assert set(document.data["components"]["schemas"]["All"]["properties"]) == set(TEXTS)


def test_no_file_name_is_a_trap(sdk: Path) -> None:
    names = [file.relative_to(sdk / "sdk").as_posix() for file in (sdk / "sdk").rglob("*")]
    assert not (sdk.parent / "owned").exists()
    for name in names:
        last = name.rsplit("/", 1)[-1]
        assert len(last.encode()) <= 120
        assert last.split(".")[0].lower() not in DEVICES
        assert not HIDDEN.search(name)
    assert len({name.casefold() for name in names}) == len(names)


def test_no_generated_source_holds_what_cannot_be_seen(sdk: Path) -> None:
    """Bidirectional controls, separators and NUL are escaped, or blanks in comments: what is read is what runs."""
    for file in (sdk / "sdk").rglob("*"):
        if file.is_file():
            assert not HIDDEN.search(file.read_text(encoding="utf-8").replace("\t", "")), file


def test_signs_that_nobody_sees_are_escapes_in_every_file(tmp_path: Path) -> None:
    """Trojan Source: in names, values, comments, strings, routes and documents of every target."""
    texts = [
        f"{text}{sign}{other}" for sign in INVISIBLE for text, other in (("access", "level"), ("", "x"), ("y", ""))
    ]
    trees = written(contract(texts), tmp_path)
    for target, tree in trees.items():
        for name, text in tree.items():
            assert not HIDDEN.search(name), (target, name)
            assert not HIDDEN.search(text.replace("\t", "")), (target, name, ascii(HIDDEN.findall(text)))
        whole = "\n".join(tree.values())
        for sign in "\u202e\u2066\u3164":
            assert f"u{ord(sign):04x}" in whole or f"u{{{ord(sign):x}}}" in whole, (target, ascii(sign))


def test_python_imports_and_runs_nothing(sdk: Path) -> None:
    check_python(sdk)


def check_python(folder: Path) -> None:
    """Models and server are imported in a folder of their own, where nothing may appear."""
    program = (
        "import sys, warnings; warnings.simplefilter('error', SyntaxWarning)\n"
        "sys.path.insert(0, sys.argv[1]); import sdk.python, sdk.fastapi\n"
        "app = sdk.fastapi.create_app(authenticate=sdk.fastapi.OPEN); print(len(app.router.routes))\n"
    )
    place = folder / "here"
    place.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=place,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(place.iterdir()) == []


def test_python_gives_back_every_name_and_value(sdk: Path) -> None:
    program = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pydantic import TypeAdapter
from codegen.runtime.model import decode, encode
import sdk.python as models
for name, value in json.load(sys.stdin):
    adapter = TypeAdapter(getattr(models, name))
    assert encode(adapter, decode(adapter, value)) == value, (name, value)
"""
    values: list[Any] = [["All", {text: text for text in TEXTS}], *(["Values", text] for text in TEXTS)]
    values += [["Tagged", {"kind": text}] for text in TEXTS]
    done = subprocess.run(
        [sys.executable, "-c", program, str(sdk)],
        input=json.dumps(values), capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


def test_typescript_compiles_and_runs_nothing(sdk: Path) -> None:
    check_typescript(sdk)


def check_typescript(folder: Path) -> None:
    package = folder / "sdk/typescript"
    said = run([require_tool("node"), str(compiler()), "-p", "."], package)
    assert said.returncode == 0, said.stdout[-3000:]
    place = folder / "there"
    place.mkdir()
    load = f"await import({json.dumps(str(package / 'dist/index.js'))}); if (globalThis.owned) process.exit(3)"
    said = run([require_tool("node"), "--input-type=module", "-e", load], place)
    assert said.returncode == 0, said.stdout[-3000:]
    assert list(place.iterdir()) == []


@pytest.mark.nightly  # a minute; the torture contract's hostile texts are compiled for every change
def test_swift_typechecks(sdk: Path) -> None:
    check_swift(sdk)


def check_swift(folder: Path) -> None:
    """The toolchain sees this repository alone, so the sources are copied into it."""
    require_tool("swift")
    place = ROOT / ".cache/swift" / folder.name
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / "sdk/swift/Sources", place)
    flags = ["-typecheck", "-swift-version", "6", "-warnings-as-errors", "-module-name", "HostileAPI"]
    files = sorted(str(file) for file in place.rglob("*.swift"))
    said = run([str(SWIFT), "run", "swiftc", *flags, *files], place, timeout=280)
    shutil.rmtree(place)
    assert said.returncode == 0, said.stdout[-3000:]


DOCUMENTS = [CONTRACTS / "notes/contract/openapi.yaml", CONTRACTS / "chatroom/contract/asyncapi.yaml"]


def scrambled(seed: int) -> Any:
    """A contract with hostile texts at places of chance, names included: seldom a valid one."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        return contract(chance.sample(TEXTS, 12), tidy=False)
    file = chance.choice(DOCUMENTS)
    document = Library(Diagnostics(), [file.parent]).open(file)
    assert document is not None
    return injected(copy.deepcopy(document.data), [*TEXTS, "\ud800", "x\udc00"], chance, chance.choice([0.05, 0.3]))


@given(seed=st.integers(0, 10**9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_texts_anywhere_give_python_that_runs_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Either the contract is refused with a place, or every Python file is what it seems: its code holds no text's."""
    folder = tmp_path_factory.mktemp("scrambled")
    try:
        trees = written(scrambled(seed), folder)
    except ContractError:
        return
    check_python(folder)
    for tree in trees.values():
        assert not [
            name for name, text in tree.items() if name.endswith((".ts", ".swift", ".py")) and HIDDEN.search(text)
        ]


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(25))
def test_texts_anywhere_compile_everywhere(tmp_path: Path, seed: int) -> None:
    try:
        written(scrambled(seed), tmp_path)
    except ContractError:
        return
    check_python(tmp_path)
    check_typescript(tmp_path)
    check_swift(tmp_path)
