"""Expected trees: folders of files under tests/fixtures that a test compares with, and `make golden` rewrites."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

LIMIT = 120  # lines of difference shown


def assert_golden(folder: Path, tree: Mapping[str, str]) -> None:
    """`tree` is exactly what `folder` holds. With GOLDEN=write the folder is made so instead."""
    given = dict(tree)
    if os.environ.get("GOLDEN") == "write":
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in given.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return
    want = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    lines = [
        line
        for name in sorted(want.keys() | given.keys())
        if want.get(name) != given.get(name)
        for line in difflib.unified_diff(
            want.get(name, "").splitlines(),
            given.get(name, "").splitlines(),
            f"expected/{name}",
            f"made/{name}",
            lineterm="",
            n=1,
        )
    ]
    assert want == given, "\n".join([*lines[:LIMIT], "", "if this is meant: make golden, and read the diff"])
