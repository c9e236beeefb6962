"""An embedder without meaning, for tests of everything but search by meaning: a thousand chunks in no time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from handlers.llm.embeddings import EmbeddingIdentity, Vectors

DIMENSIONS = 8


class HashEmbedder:
    """Unit vectors from a hash of the text, so that equal text has equal vectors; `refused` raises."""

    identity = EmbeddingIdentity("hash", dimensions=DIMENSIONS, pooling="none", max_tokens=1)

    def __init__(self, refused: str = "\0") -> None:
        self._refused = refused

    async def start(self) -> None: ...

    async def embed_documents(
        self, texts: Sequence[str], *, on_batch: Callable[[int, int], None] | None = None
    ) -> Vectors:
        if any(self._refused in text for text in texts):
            raise MemoryError("a text that the model cannot read")
        return np.stack([_vector(text) for text in texts])

    async def embed_query(self, text: str) -> Vectors:
        return _vector(text)

    async def close(self) -> None: ...


def _vector(text: str) -> Vectors:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIMENSIONS]
    vector = np.frombuffer(digest, np.uint8).astype(np.float32) + 1
    return vector / np.float32(np.linalg.norm(vector))
