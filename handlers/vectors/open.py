"""Open the vector store of this machine."""

import asyncio
from pathlib import Path

from handlers.vectors.store import VectorStore


async def open_vectors(folder: Path) -> VectorStore:
    """Chroma in `folder`. Its import takes seconds, so it happens on first use and in a thread."""
    await asyncio.to_thread(_import_chroma)
    from handlers.vectors.chroma_store import ChromaStore

    return await ChromaStore.open(folder)


def _import_chroma() -> None:
    import handlers.vectors.chroma_store  # noqa: F401
