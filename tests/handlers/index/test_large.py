"""Python's standard library and three large packages are indexed without a failed file."""

from __future__ import annotations

import importlib.util
import sysconfig
from pathlib import Path

import pytest

from handlers.index.service import CodeIndex
from tests.support.vectors import HashEmbedder

PACKAGES = ("numpy", "mypy", "hypothesis")


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["the standard library", *PACKAGES])
async def test_nothing_fails(name: str, tmp_path: Path) -> None:
    root = folder_of(name)
    index = await CodeIndex.open(tmp_path / "data", HashEmbedder())
    try:
        report = await index.index("p", root)
        assert [left for left in report.left_out if left.status == "failed"] == []
        partial = [file.path for file in await index.outcomes("p", ("partial",), limit=-1)]
        assert len(partial) <= report.files * 0.01, partial
        assert report.files > 50
        again = await index.index("p", root)
        assert (again.changed, again.linked, again.embedded) == (0, 0, 0)
    finally:
        await index.close()


def folder_of(name: str) -> Path:
    if name == "the standard library":
        return Path(sysconfig.get_paths()["stdlib"]).resolve()
    spec = importlib.util.find_spec(name)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent.resolve()
