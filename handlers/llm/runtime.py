"""The one way to import MLX: a fast BLAS first, then no kernels compiled into shared folders."""

from __future__ import annotations

from types import ModuleType

from handlers.llm import blas


def import_mlx() -> tuple[ModuleType, blas.Blas]:
    """`mlx.core` and the BLAS under it. Call it in the thread that will own the arrays: lazy arrays belong to a thread.

    Without a GPU, MLX compiles fused kernels into a predictable path below the shared `/tmp` and loads them blindly;
    they gain nothing measurable for our models, so compilation is turned off there.
    """
    active = blas.activate()
    import mlx.core as mx

    if not on_gpu(mx):
        mx.disable_compile()
    return mx, active


def on_gpu(mx: ModuleType) -> bool:
    return bool(mx.metal.is_available() or mx.cuda.is_available())
