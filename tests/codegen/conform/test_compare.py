"""Equal JSON, and the place where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.conform.compare import at, difference
from codegen.contract import MISSING

CASES: list[tuple[Any, Any, tuple[str, str] | None]] = [
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, None),
    (1, 1.0, None),
    (1e21, 10**21, None),
    (5.725721572062054e16, 57257215720620540, None),
    (9007199254740993, 9007199254740992, ("", "changed")),
    (9007199254740993, 9007199254740992.0, ("", "changed")),
    (True, 1, ("", "changed")),
    (0, False, ("", "changed")),
    (None, 0, ("", "changed")),
    ("2026-01-02T03:04:05.50Z", "2026-01-02T03:04:05.5Z", ("", "changed")),
    ({"a": {"b/c~d": 1}}, {"a": {}}, ("/a/b~1c~0d", "lost")),
    ({"a": None}, {}, ("/a", "lost")),
    ({}, {"a": None}, ("/a", "added")),
    ([1, [2]], [1, [3]], ("/1/0", "changed")),
    ([1, 2], [1], ("/1", "another length")),
    ({"a": []}, {"a": {}}, ("/a", "changed")),
]


@pytest.mark.parametrize(("given", "got", "want"), CASES)
def test_difference(given: Any, got: Any, want: tuple[str, str] | None) -> None:
    assert difference(given, got) == want


@pytest.mark.parametrize(
    ("pointer", "want"),
    [("", {"a": [{"b/c~": None}]}), ("/a/0/b~1c~0", None), ("/a/1", MISSING), ("/x", MISSING), ("/a/0/x/y", MISSING)],
)
def test_at(pointer: str, want: Any) -> None:
    assert at({"a": [{"b/c~": None}]}, pointer) == want
