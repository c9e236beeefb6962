"""Whole trees, as a person would read them; and the same bytes whatever the process was started with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from codegen.config import Config, Output, of_documents
from codegen.manifest import NAME
from codegen.pipeline import generate
from tests.support.golden import assert_golden
from tests.support.tools import ROOT

FIXTURES = Path(__file__).parents[1] / "fixtures"
CONTRACTS = FIXTURES / "contracts"
TARGETS = ("python", "fastapi", "swift", "typescript")
GOLDEN = [("notes", "openapi.yaml"), ("torture", "openapi.yaml"), ("chatroom", "asyncapi.yaml")]


@pytest.mark.golden
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("fixture", "document"), GOLDEN, ids=[fixture for fixture, _ in GOLDEN])
def test_tree(fixture: str, document: str, target: str) -> None:
    config = Config((CONTRACTS / fixture / "contract" / document,), (Output(target, FIXTURES / "unused", {}),))
    tree = generate(config).trees[target]
    # What is copied as it is has its home in templates/
    planned = {name: text for name, text in tree.items() if "/runtime/" not in f"/{name.lower()}"}
    assert_golden(FIXTURES / "golden" / fixture / target, planned)


SURROUNDINGS: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu"},
    {"PYTHONHASHSEED": "99", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4294967295", "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error"},
]


@pytest.mark.parametrize(
    "surroundings",
    [
        pytest.param(one, id=f"seed {one['PYTHONHASHSEED']}", marks=[pytest.mark.nightly] if number > 1 else [])
        for number, one in enumerate(SURROUNDINGS)
    ],
)
def test_bytes_do_not_depend_on_the_process(tmp_path: Path, surroundings: dict[str, str]) -> None:
    assert made_by(Path(sys.executable), tmp_path, surroundings) == made_here(tmp_path)


@pytest.mark.nightly
def test_bytes_do_not_depend_on_the_version_of_python(tmp_path: Path) -> None:
    """Every other Python from 3.11 on that is on this machine; its toolchain is installed by uv."""
    uv = str(Path(sys.executable).with_name("uv"))
    libraries = ("jinja2", "jsonschema-rs", "pydantic", "pyyaml", "rich", "ruff", "typer")
    for program in other_pythons():
        folder = tmp_path / program.parent.parent.name
        run([uv, "venv", "--quiet", "--python", str(program), str(folder)])
        pins = [f"{name}=={version(name)}" for name in libraries]
        run([uv, "pip", "install", "--quiet", "--python", str(folder / "bin/python"), *pins])
        made = made_by(folder / "bin/python", tmp_path / "out", {"PYTHONPATH": str(ROOT)})
        assert made == made_here(tmp_path / "out"), program


def other_pythons() -> list[Path]:
    """One of each minor version that is not ours: those on PATH, and pyenv's."""
    found: dict[str, Path] = {}
    for minor in range(11, 20):
        name = f"python3.{minor}"
        found_here = [shutil.which(name), *map(str, (Path.home() / ".pyenv/versions").glob(f"*/bin/{name}"))]
        for place in filter(None, found_here):
            works = subprocess.run([place, "-c", "import venv"], capture_output=True).returncode == 0
            if works and minor != sys.version_info.minor:
                found.setdefault(name, Path(place))
    return list(found.values())


def test_the_order_in_which_documents_are_given_does_not_matter(tmp_path: Path) -> None:
    documents = [ROOT / "contracts/openapi.yaml", ROOT / "contracts/asyncapi.yaml"]
    trees = [generate(of_documents(order, tmp_path, TARGETS)).trees for order in (documents, documents[::-1])]
    assert trees[0] == trees[1]


def made_here(out: Path) -> dict[str, str]:
    trees = generate(of_documents([CONTRACTS / "torture/contract/openapi.yaml"], out, TARGETS)).trees
    return {f"{target}/{name}": text for target, tree in trees.items() for name, text in tree.items()}


def made_by(python: Path, out: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """What another process writes, by path below `out`; the manifests are not among them."""
    document = CONTRACTS / "torture/contract/openapi.yaml"
    command = [
        str(python),
        "-c",
        "import sys; from codegen.cli import main; sys.exit(main())",
        "generate",
        str(document),
    ]
    run([*command, "--target", ",".join(TARGETS), "--out", str(out)], surroundings)
    files = [file for target in TARGETS for file in (out / target).rglob("*") if file.is_file()]
    texts = {file.relative_to(out).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {name: text for name, text in texts.items() if not name.endswith(NAME)}


def run(command: list[str], surroundings: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(surroundings or {})}, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
