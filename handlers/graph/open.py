"""Choose and open the graph engine: a file in the data folder, or a Neo4j server when an address is given."""

import asyncio
import json
from pathlib import Path

from handlers.graph.kglite_store import KgliteStore
from handlers.graph.neo4j_store import Neo4jStore
from handlers.graph.schema import prepare, stamp
from handlers.graph.store import GraphError, GraphStore, GraphUnavailableError


async def open_graph(data_dir: Path, url: str | None = None, *, auth: tuple[str, str] | None = None) -> GraphStore:
    """The prepared graph: Neo4j at `url`, else `data_dir/graph.kgl`. Raises GraphUnavailableError with what to do."""
    store: GraphStore = await Neo4jStore.connect(url, auth=auth) if url else await _embedded(data_dir)
    try:
        await prepare(store)
    except BaseException:
        await store.close()
        raise
    return store


async def _embedded(data_dir: Path) -> KgliteStore:
    """The file, or a fresh one where it is damaged or of another version: the graph is only a replica of the facts."""
    path, made_by = data_dir / "graph.kgl", data_dir / "graph.kgl.json"
    try:
        store = await asyncio.to_thread(KgliteStore, path)
    except GraphUnavailableError:
        raise
    except GraphError:
        await asyncio.to_thread(_discard, path)
        store = await asyncio.to_thread(KgliteStore, path)
    if _read(made_by) not in (None, stamp(store)):
        await store.close()
        await asyncio.to_thread(_discard, path)
        store = await asyncio.to_thread(KgliteStore, path)
    made_by.write_text(json.dumps({"made_by": stamp(store)}), encoding="utf-8")
    return store


def _read(made_by: Path) -> str | None:
    try:
        return str(json.loads(made_by.read_text(encoding="utf-8"))["made_by"])
    except (OSError, ValueError, KeyError):
        return None


def _discard(path: Path) -> None:
    for file in path.parent.glob(path.name + "*"):
        file.unlink(missing_ok=True)
