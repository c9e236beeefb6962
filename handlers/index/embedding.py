"""The third step of a run: embed chunks for search by meaning."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from handlers.index.control import Control, IndexCancelledError, describe
from handlers.index.records import StoredChunk
from handlers.index.store import FactStore
from handlers.llm.embeddings import Embedder, EmbeddingsUnavailableError, Vectors
from handlers.vectors.store import VectorCollection

_BATCH = 64  # chunks whose vectors are stored together
_POLL = 0.2  # seconds between looks at `cancel` while a batch is embedded


@dataclass(slots=True)
class Embedding:
    """Equal text is never embedded twice."""

    store: FactStore
    embedder: Embedder
    vectors: VectorCollection
    control: Control

    async def run(self) -> int:
        """Bring the vectors up to date; returns how many chunks were missing."""
        expected, stored = await self.control.in_thread(self.store.chunks.hashes), await self.vectors.ids()
        await self.vectors.delete(stored.difference(expected))
        missing = [digest for digest in expected if digest not in stored]
        for at in range(0, len(missing), _BATCH):
            self.control.progress("embedding", at, len(missing))
            hashes = missing[at : at + _BATCH]
            chunks = await self.control.in_thread(partial(self.store.chunks.get, hashes, once=True))
            await self._embed_and_store(chunks, at, len(missing))
        self.control.progress("embedding", len(missing), len(missing))
        return len(missing)

    async def _embed_and_store(self, chunks: Sequence[StoredChunk], done: int, total: int) -> None:
        """Embed a batch, or if that fails, chunk by chunk: a chunk that fails alone is a failure of its file."""
        batch_error = await self._put(chunks, done, total)
        if batch_error is None:
            return
        failures: list[tuple[StoredChunk, Exception]] = []
        for at, chunk in enumerate(chunks):
            error = batch_error if len(chunks) == 1 else await self._put([chunk], done + at, total)
            if error is not None:
                failures.append((chunk, error))
        if len(failures) == len(chunks) > 1:
            raise batch_error  # the model or the store is the cause, not these files
        for chunk, error in failures:
            await self._fail(chunk, error)

    async def _fail(self, chunk: StoredChunk, error: Exception) -> None:
        reason = f"embedding lines {chunk.start_line} to {chunk.end_line}: {describe(error)}"
        await self.control.in_thread(partial(self.store.fail, chunk.path, reason))

    async def _put(self, chunks: Sequence[StoredChunk], done: int, total: int) -> Exception | None:
        """Embed and store these chunks; returns the error if their text may be its cause."""
        try:
            vectors = await self._embed([chunk.embedded_text for chunk in chunks], done, total)
            await self.vectors.put([chunk.hash for chunk in chunks], vectors)
        except (IndexCancelledError, EmbeddingsUnavailableError):
            raise
        except Exception as error:  # noqa: BLE001 - reported as the file's reason
            return error
        return None

    async def _embed(self, texts: list[str], done: int, total: int) -> Vectors:
        """Raises IndexCancelledError within `_POLL` seconds of a cancellation."""
        embedding = asyncio.ensure_future(
            self.embedder.embed_documents(
                texts, on_batch=lambda ready, _: self.control.progress("embedding", done + ready, total)
            )
        )
        try:
            while not embedding.done():
                self.control.check()
                await asyncio.wait({embedding}, timeout=_POLL)
        finally:
            if not embedding.done():
                embedding.cancel()
                await asyncio.wait({embedding})
        return embedding.result()
