"""Vectors in Chroma, embedded in this process.

Exactly one process may have the folder open: two writers lose vectors without an error (measured: 2.5 %). The server's
data folder lock sees to that. Ids and vectors only: text and places stay with the facts.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import chdir, suppress
from pathlib import Path
from typing import Self

import numpy as np

from handlers.llm.embeddings import EmbeddingIdentity, Vectors
from handlers.vectors.dropped import remove_dropped

# Chroma reads `.env` of the working folder when it is imported, and a project's file may hold any value. The server
# imports this module while it starts, when no other thread depends on the working folder.
with chdir(Path(__file__).parent):
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings
    from chromadb.errors import NotFoundError

_BATCH = 1000
_HNSW: CreateHNSWConfiguration = {"space": "cosine", "ef_construction": 128, "max_neighbors": 16, "ef_search": 128}


class ChromaStore:
    """A `VectorStore`. Chroma's calls block, so each runs in a thread."""

    def __init__(self, client: Client, folder: Path) -> None:
        self._client = client
        self._folder = folder

    @classmethod
    async def open(cls, folder: Path) -> Self:
        """Open or create the folder (mode 0700)."""

        def work() -> Client:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            client = Client(settings=_settings(folder))
            remove_dropped(folder)
            return client

        return cls(await asyncio.to_thread(work), folder)

    async def engine(self) -> str:
        return f"chroma {await asyncio.to_thread(self._client.get_version)}"

    async def collection(self, project: str, identity: EmbeddingIdentity) -> "ChromaCollection":
        return ChromaCollection(await asyncio.to_thread(self._collection, _name(project), identity.metadata()))

    async def drop(self, project: str) -> None:
        def work() -> None:
            with suppress(NotFoundError):
                self._client.delete_collection(_name(project))
            remove_dropped(self._folder)

        await asyncio.to_thread(work)

    async def close(self) -> None:
        await asyncio.to_thread(self._client.close)

    def _collection(self, name: str, metadata: dict[str, str | int]) -> Collection:
        # embedding_function=None on every call: the default one would download a model on first use.
        try:
            collection = self._client.get_collection(name, embedding_function=None)
        except NotFoundError:
            pass
        else:
            if {key: (collection.metadata or {}).get(key) for key in metadata} == metadata:
                return collection
            self._client.delete_collection(name)
            remove_dropped(self._folder)
        return self._client.create_collection(
            name, embedding_function=None, metadata=metadata, configuration={"hnsw": _HNSW}
        )


class ChromaCollection:
    """A `VectorCollection`."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def ids(self) -> set[str]:
        return set((await asyncio.to_thread(self._collection.get, include=[]))["ids"])

    async def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        for at in range(0, len(ids), _BATCH):
            rows = slice(at, at + _BATCH)
            await asyncio.to_thread(self._collection.upsert, ids=list(ids[rows]), embeddings=vectors[rows])

    async def delete(self, ids: Iterable[str]) -> None:
        unwanted = list(ids)
        for at in range(0, len(unwanted), _BATCH):
            await asyncio.to_thread(self._collection.delete, ids=unwanted[at : at + _BATCH])

    async def nearest(self, query: Vectors, limit: int) -> Mapping[str, float]:
        def work() -> Mapping[str, float]:
            result = self._collection.query(query_embeddings=query[np.newaxis], n_results=limit, include=["distances"])
            ids, distances = result["ids"][0], (result["distances"] or [[]])[0]
            return {name: 1 - float(distance) for name, distance in zip(ids, distances, strict=True)}

        return await asyncio.to_thread(work)

    async def similarities(self, query: Vectors, ids: Sequence[str]) -> Mapping[str, float]:
        def work() -> Mapping[str, float]:
            result: dict[str, float] = {}
            for at in range(0, len(ids), _BATCH):
                rows = self._collection.get(ids=list(ids[at : at + _BATCH]), include=["embeddings"])
                if rows["ids"]:
                    cosines = np.asarray(rows["embeddings"], dtype=np.float32) @ query
                    result |= zip(rows["ids"], cosines.tolist(), strict=True)
            return result

        return await asyncio.to_thread(work)


def _settings(folder: Path) -> Settings:
    """Every field is passed, because Chroma takes the absent ones from the environment and from `.env` of the working
    folder: there a project could name a server for the vectors, a collector for traces, or a class to import."""
    defaults = {name: field.get_default() for name, field in Settings.model_fields.items()}
    chosen = {"anonymized_telemetry": False, "is_persistent": True, "persist_directory": str(folder)}
    return Settings(_env_file=None, **(defaults | chosen))


def _name(project: str) -> str:
    return f"code-{project}"
