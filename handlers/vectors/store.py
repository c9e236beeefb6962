"""What a vector store must do: keep unit vectors under ids, and find those nearest to another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from handlers.llm.embeddings import EmbeddingIdentity, Vectors


class VectorCollection(Protocol):
    """The vectors of one project, all made by the same model."""

    async def ids(self) -> set[str]:
        """Every id that has a vector."""
        ...

    async def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Keep the rows of `vectors` ([len(ids), dimensions] float32); an id that is there already is overwritten."""
        ...

    async def delete(self, ids: Iterable[str]) -> None:
        """Forget these ids; unknown ones do no harm."""
        ...

    async def nearest(self, query: Vectors, limit: int) -> Mapping[str, float]:
        """The ids nearest to `query` ([dimensions]) with their cosine similarity (-1 to 1)."""
        ...

    async def similarities(self, query: Vectors, ids: Sequence[str]) -> Mapping[str, float]:
        """Cosine similarity of `query` to those of `ids` that have a vector."""
        ...


class VectorStore(Protocol):
    """Collections by project."""

    async def engine(self) -> str:
        """Asks the engine, and gives its name and version."""
        ...

    async def collection(self, project: str, identity: EmbeddingIdentity) -> VectorCollection:
        """The project's collection; one that another model made is emptied first, as its vectors differ in meaning."""
        ...

    async def drop(self, project: str) -> None:
        """Delete the project's collection, where there is one."""
        ...

    async def close(self) -> None: ...
