"""The small project that tests of the index and the graph read: tests/fixtures/projects/shop, copied before use."""

from __future__ import annotations

import shutil
from pathlib import Path

from handlers.graph.store import GraphStore
from handlers.index.control import Control
from handlers.index.indexer import Run
from handlers.index.journal import Journal
from handlers.index.languages import SHIPPED
from handlers.index.store import FactStore

SHOP = Path(__file__).resolve().parents[1] / "fixtures" / "projects" / "shop"

FILES = {
    "main.py": "ok",
    "shop/__init__.py": "ok",
    "shop/broken.py": "partial",
    "shop/checkout.py": "ok",
    "shop/legacy.py": "partial",
    "shop/models.py": "ok",
    "shop/pricing.py": "ok",
    "shop/storage.py": "ok",
    "shop/tax.py": "ok",
}
"""Every file that is to be indexed, with its status."""


def copy_shop(folder: Path) -> Path:
    """A copy of the project in `folder`; outside a checkout, so its own `.gitignore` decides."""
    return Path(shutil.copytree(SHOP, folder / "shop"))


async def load_graph(project: str, root: Path, facts: Path, graph: GraphStore) -> tuple[int, int, int]:
    """Index facts and graph without vectors: how many files changed, were deleted and were linked."""
    store = FactStore.open(facts)
    journal = Journal.open(facts.with_name("journal.json"))
    try:
        return await Run(project, root, store, graph, journal, SHIPPED, (), Control()).symbols()
    finally:
        journal.close()
        store.close()
