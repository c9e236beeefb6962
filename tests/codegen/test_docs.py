"""Pages of docs/ that are written from code are what the code says; `make golden` rewrites them."""

from __future__ import annotations

import os

import pytest

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
