"""Every fixture's module compiles without a warning in Swift 6 mode."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.swift_package import PACKAGE, Program


def test_every_module_compiles(programs: Mapping[str, Program]) -> None:
    assert programs
    assert (PACKAGE / ".build/debug").exists()
