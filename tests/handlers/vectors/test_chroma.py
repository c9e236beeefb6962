"""Chroma as this project uses it: kept over a restart, one model per collection, no request to any server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from handlers.llm.embeddings import EmbeddingIdentity, Vectors
from handlers.vectors.chroma_store import ChromaStore
from tests.support.tools import ROOT

MODEL = EmbeddingIdentity("test", dimensions=4, pooling="mean", max_tokens=128)
IDS = ("east", "north", "up", "north-east")
VECTORS = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0.6, 0.8, 0, 0]], dtype=np.float32)


def unit(*values: float) -> Vectors:
    vector = np.array(values, dtype=np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[ChromaStore]:
    store = await ChromaStore.open(tmp_path / "vectors")
    yield store
    await store.close()


async def test_the_nearest_come_with_their_cosine(store: ChromaStore) -> None:
    collection = await store.collection("p", MODEL)
    await collection.put(IDS, VECTORS)
    assert await collection.ids() == set(IDS)
    nearest = await collection.nearest(unit(0.6, 0.8, 0, 0), 3)
    assert list(nearest) == ["north-east", "north", "east"]
    assert list(nearest.values()) == pytest.approx([1, 0.8, 0.6], abs=1e-5)
    near = await collection.similarities(unit(0, 1, 0, 0), ["up", "north-east", "unknown"])
    assert near == pytest.approx({"up": 0, "north-east": 0.8}, abs=1e-5)


async def test_what_is_put_again_is_overwritten(store: ChromaStore) -> None:
    collection = await store.collection("p", MODEL)
    await collection.put(["a"], VECTORS[:1])
    await collection.put(["a"], VECTORS[1:2])
    assert await collection.similarities(unit(0, 1, 0, 0), ["a"]) == pytest.approx({"a": 1}, abs=1e-5)


@pytest.mark.parametrize("restart", [False, True], ids=["same process", "after a restart"])
@pytest.mark.parametrize("way", ["dropped", "another model"])
async def test_the_files_of_a_dropped_collection_are_removed(tmp_path: Path, way: str, restart: bool) -> None:
    folder = tmp_path / "vectors"
    store = await ChromaStore.open(folder)
    many = np.random.default_rng(0).random((1500, 4), dtype=np.float32)  # more than Chroma keeps in its database alone
    for project in ("p", "q"):
        await (await store.collection(project, MODEL)).put([str(n) for n in range(len(many))], many)
    assert len(folders(folder)) == 2
    if restart:
        await store.close()
        store = await ChromaStore.open(folder)
    if way == "dropped":
        await store.drop("p")
    else:
        await store.collection("p", replace(MODEL, model="other"))
    (kept,) = folders(folder)
    await store.close()
    (folder / "00000000-0000-4000-8000-000000000000").mkdir()  # an earlier version left it behind
    (folder / "notes").mkdir()
    store = await ChromaStore.open(folder)
    assert folders(folder) == {kept, "notes"}
    assert len(await (await store.collection("q", MODEL)).ids()) == len(many)
    await store.close()


def folders(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


async def test_what_is_deleted_is_not_found(store: ChromaStore) -> None:
    collection = await store.collection("p", MODEL)
    await collection.put(IDS, VECTORS)
    await collection.delete(["north", "never there"])
    assert await collection.ids() == {"east", "up", "north-east"}
    assert "north" not in await collection.nearest(unit(0, 1, 0, 0), 10)
    await collection.delete([])


async def test_an_empty_collection_answers(store: ChromaStore) -> None:
    collection = await store.collection("p", MODEL)
    assert await collection.ids() == set()
    assert await collection.nearest(unit(1, 0, 0, 0), 5) == {}
    assert await collection.similarities(unit(1, 0, 0, 0), ["x"]) == {}
    await collection.put([], np.empty((0, 4), dtype=np.float32))
    assert await collection.ids() == set()


async def test_more_than_one_batch(store: ChromaStore) -> None:
    collection = await store.collection("p", MODEL)
    angles = np.linspace(0, np.pi / 2, 2500, dtype=np.float32)
    vectors = np.stack([np.cos(angles), np.sin(angles), angles * 0, angles * 0], axis=1).astype(np.float32)
    names = [f"n{at}" for at in range(2500)]
    await collection.put(names, vectors)
    assert await collection.ids() == set(names)
    assert "n2499" in await collection.nearest(unit(0, 1, 0, 0), 5)
    await collection.delete(names[:2499])
    assert await collection.ids() == {"n2499"}


async def test_projects_are_apart(store: ChromaStore) -> None:
    first, second = await store.collection("one", MODEL), await store.collection("other", MODEL)
    await first.put(["a"], VECTORS[:1])
    assert await second.ids() == set()
    await store.drop("one")
    await store.drop("one")
    assert await (await store.collection("one", MODEL)).ids() == set()


@pytest.mark.parametrize(
    "other",
    [
        replace(MODEL, model="another"),
        replace(MODEL, dimensions=3),
        replace(MODEL, pooling="cls"),
        replace(MODEL, max_tokens=256),
    ],
    ids=["model", "dimensions", "pooling", "max_tokens"],
)
async def test_vectors_of_another_model_are_dropped(store: ChromaStore, other: EmbeddingIdentity) -> None:
    await (await store.collection("p", MODEL)).put(IDS, VECTORS)
    assert await (await store.collection("p", MODEL)).ids() == set(IDS)
    changed = await store.collection("p", other)
    assert await changed.ids() == set()
    await changed.put(["a"], np.eye(1, other.dimensions, dtype=np.float32))
    assert await (await store.collection("p", other)).ids() == {"a"}


async def test_vectors_are_kept_over_a_reopening(tmp_path: Path) -> None:
    for attempt in range(3):
        store = await ChromaStore.open(tmp_path / "vectors")
        collection = await store.collection("p", MODEL)
        assert await collection.ids() == (set(IDS) if attempt else set())
        await collection.put(IDS, VECTORS)
        assert next(iter(await collection.nearest(unit(0, 0, 1, 0), 1))) == "up"
        await store.close()


PROGRAM = """
import asyncio, json, sys
from pathlib import Path
connections = []
sys.addaudithook(lambda event, args: connections.append(str(args[1])) if event == "socket.connect" else None)
sys.addaudithook(lambda event, args: connections.append(str(args[0])) if event == "socket.getaddrinfo" else None)
import numpy as np
from handlers.llm.embeddings import EmbeddingIdentity
from handlers.vectors.chroma_store import ChromaStore

async def main(folder, found):
    store = await ChromaStore.open(Path(folder))
    collection = await store.collection("p", EmbeddingIdentity("test", 4, "mean", 128))
    print(json.dumps(sorted(await collection.ids())))
    await collection.put(["a", "b"], np.eye(2, 4, dtype=np.float32))
    await collection.nearest(np.eye(1, 4, dtype=np.float32)[0], 1)
    await store.engine()
    await store.close()
    print(json.dumps(connections))

asyncio.run(main(sys.argv[1], None))
"""


async def test_other_processes_find_them_and_no_connection_is_made(tmp_path: Path) -> None:
    """No telemetry, no download of a default model: not one connection or look-up of a name."""
    for ids in ('["a", "b"]' if again else "[]" for again in range(2)):
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-c", PROGRAM, str(tmp_path / "vectors")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines() == [ids, "[]"]
    assert (tmp_path / "vectors").stat().st_mode & 0o777 == 0o700
    assert not list((tmp_path / "vectors").rglob("*.onnx"))
