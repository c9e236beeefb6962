"""Whole trees, as a person would read them; and the same bytes whatever the process was started with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.config import Config, Output, of_documents
from codegen.pipeline import generate
from tests.support.golden import assert_golden

FIXTURES = Path(__file__).parents[1] / "fixtures"
CONTRACTS = FIXTURES / "contracts"
TARGETS = ("python", "fastapi", "swift")
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


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "99", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8"},
    ],
    ids=["seed 1", "seed 4711", "seed 99"],
)
def test_bytes_do_not_depend_on_the_process(tmp_path: Path, surroundings: dict[str, str]) -> None:
    document = CONTRACTS / "torture/contract/openapi.yaml"
    program = Path(sys.executable).with_name("contracts")
    command = [str(program), "generate", str(document), "--target", ",".join(TARGETS), "--out", str(tmp_path)]
    subprocess.run(command, env={**os.environ, **surroundings}, check=True, capture_output=True, timeout=120)
    here = generate(of_documents([document], tmp_path, TARGETS)).trees
    for target, tree in here.items():
        made = {name: (tmp_path / target / name).read_text(encoding="utf-8") for name in tree}
        assert made == dict(tree)
