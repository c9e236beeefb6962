"""The shop's graph on both engines: loaded once for all tests, which only read it, and empty ones to write to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handlers.graph.load import delete_project
from handlers.graph.open import open_graph
from handlers.graph.store import GraphStore
from tests.support.neo4j import neo4j_server
from tests.support.shop import copy_shop, load_graph

ENGINES = ("kglite", "neo4j")
PROJECT = "shop"


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server."""
    with neo4j_server(tmp_path_factory.mktemp("neo4j")) as address:
        yield address


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an embedded graph that holds the shop."""
    folder = tmp_path_factory.mktemp("embedded")
    _load(folder, None)
    return folder


@pytest.fixture(scope="session")
def loaded_neo4j(neo4j: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a server that holds the shop."""
    _load(tmp_path_factory.mktemp("server"), neo4j)
    return neo4j


@pytest.fixture(params=ENGINES)
async def shop(request: pytest.FixtureRequest, loaded: Path) -> AsyncIterator[GraphStore]:
    """Each engine with the shop in it; to read only."""
    url = request.getfixturevalue("loaded_neo4j") if request.param == "neo4j" else None
    store = await open_graph(loaded, url)
    yield store
    await store.close()


@pytest.fixture(params=ENGINES)
async def empty(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[GraphStore]:
    """Each engine without the project `scratch`."""
    store = await open_graph(tmp_path, request.getfixturevalue("neo4j") if request.param == "neo4j" else None)
    await delete_project(store, "scratch")
    yield store
    await store.close()


def _load(folder: Path, url: str | None) -> None:
    async def work() -> None:
        store = await open_graph(folder, url)
        try:
            await load_graph(PROJECT, copy_shop(folder), folder / "facts.sqlite", store)
        finally:
            await store.close()

    with ThreadPoolExecutor(1) as thread:  # pytest may have a loop running here already
        thread.submit(lambda: asyncio.run(work())).result()
