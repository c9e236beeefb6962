"""Texts to vectors for search by meaning: the `Embedder` protocol, which `embedders` chooses an implementation of.

Both implementations run all-MiniLM-L6-v2 and give interchangeable vectors (cosine above .99), so an index written with
one can be searched with the other. Model: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EmbeddingIdentity:
    """What vectors must share to be compared. Kept with an index: when it differs, the index is to be rebuilt."""

    model: str
    dimensions: int
    pooling: str
    max_tokens: int

    def metadata(self) -> dict[str, str | int]:
        """Flat, for a vector store's collection."""
        return {
            "embedding_model": self.model,
            "embedding_dimensions": self.dimensions,
            "embedding_pooling": self.pooling,
            "embedding_max_tokens": self.max_tokens,
        }


# 128 tokens find code slightly better than 256 and 1.7 times faster: a chunk's head names what it does.
MINILM = EmbeddingIdentity("all-MiniLM-L6-v2", dimensions=384, pooling="mean", max_tokens=128)


class Embedder(Protocol):
    """Texts to unit vectors. Work happens in a thread of its own; a query waits for at most one batch of documents."""

    @property
    def identity(self) -> EmbeddingIdentity: ...

    async def start(self) -> None:
        """Loads the weights. The first embedding does so too; this only moves the wait."""

    async def embed_documents(
        self, texts: Sequence[str], *, on_batch: Callable[[int, int], None] | None = None
    ) -> Vectors:
        """[len(texts), dimensions] float32 of length 1, in the order of `texts`.

        Cancelling the task stops before the next batch. `on_batch(done, total)` is told after each, and may raise.
        """

    async def embed_query(self, text: str) -> Vectors:
        """[dimensions] float32 of length 1."""

    async def close(self) -> None:
        """Frees the weights. May be called twice."""


class EmbeddingsUnavailableError(RuntimeError):
    """The embedder is unknown or its weights are not installed; the text says what to do."""
