"""docs/stability.md says what the rules do; `make golden` rewrites it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from codegen.diff.rules import RULES
from codegen.diff.stability import page

FILE = Path(__file__).parents[3] / "docs" / "stability.md"


@pytest.mark.golden
def test_the_page_is_fresh() -> None:
    if os.environ.get("GOLDEN") == "write":
        FILE.write_text(page())
    assert FILE.read_text() == page(), "if this is meant: make golden, and read the diff"


def test_every_rule_stands_in_the_page_once() -> None:
    text = page()
    assert {rule.id: text.count(f"`{rule.id}`") for rule in RULES if text.count(f"`{rule.id}`") != 1} == {
        "wire-counterexample": 2  # the introduction speaks of it
    }
