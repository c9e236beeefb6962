"""Pages of docs/ are what the code says; those that are written from it, `make golden` rewrites."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from codegen.config import Config, Output, read
from codegen.pipeline import generate, load_contract
from codegen.plan.registry import SHIPPED, find_target
from tests.support.tools import ROOT
from tools.docs import features_page, templates_page


@pytest.mark.golden
def test_templates_page() -> None:
    assert_page("templates.md", templates_page())


@pytest.mark.golden
def test_features_page() -> None:
    assert_page("features.md", features_page())


def assert_page(name: str, text: str) -> None:
    file = ROOT / "docs" / name
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, "if this is meant: make golden"


def test_the_excerpts_of_the_toolchains_page_are_what_is_generated(tmp_path: Path) -> None:
    """A fenced block names the file that it stands in."""
    contract = ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml"
    outputs = [Output(target, tmp_path, {"models": "models"} if target == "fastapi" else {}) for target in SHIPPED]
    made = generate(Config((contract,), tuple(outputs)))
    blocks = re.findall(r"```\w+ (\S+)\n(.*?)```", (ROOT / "docs/toolchain.md").read_text(), re.DOTALL)
    assert {file.split("/")[0] for file, _ in blocks} == set(SHIPPED)
    for file, excerpt in blocks:
        target, _, name = file.partition("/")
        assert excerpt in made.trees[target][name], file


def test_the_configuration_of_the_toolchains_page_is_one(tmp_path: Path) -> None:
    text = (ROOT / "docs/toolchain.md").read_text()
    (tmp_path / "contracts").mkdir()
    (tmp_path / "handlers").mkdir()
    (tmp_path / "contracts/templates").mkdir()
    for name in ("openapi", "asyncapi"):
        (tmp_path / f"contracts/{name}.yaml").touch()
    [block] = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "contracts/contracts.toml").write_text(block)
    config = read(tmp_path / "contracts/contracts.toml")
    contract = load_contract([ROOT / "tests/fixtures/contracts/notes/contract/openapi.yaml"])[0]
    for output in config.outputs:  # every option is one that its target has
        assert list(find_target(output.target).plan(contract, output.options))
