"""The BLAS under MLX: right products through the shim, and never a failure without it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tools import require_tool

ROOT = Path(__file__).resolve().parents[3]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the shim is for Linux")

PRODUCTS = """
from handlers.llm import blas
from handlers.llm.runtime import import_mlx
mx, active = import_mlx()
import numpy as np
random = np.random.default_rng(0)
for m, k, n in [(1, 5, 7), (1, 576, 1536), (3, 64, 2), (200, 33, 65), (2, 1, 1)]:
    a, b = (random.standard_normal(shape).astype(np.float32) for shape in ((m, k), (k, n)))
    np.testing.assert_allclose(np.array(mx.array(a) @ mx.array(b)), a @ b, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(np.array(mx.array(a) @ mx.array(b.T.copy()).T), a @ b, rtol=1e-3, atol=1e-3)
print(active.name, blas.products_through_shim() > 0)
mx.synchronize(); mx.clear_streams()
"""


def run(code: str, cache: Path, **environment: str) -> str:
    command = [sys.executable, "-c", code]
    variables = os.environ | {"LEANVIBE_CACHE_DIR": str(cache)} | environment
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@linux
def test_products_go_through_the_shim_and_are_right(tmp_path: Path) -> None:
    if not any(map(shutil.which, ("gcc", "clang"))):
        require_tool("cc")
    assert run(PRODUCTS, tmp_path) == "openblas True"
    built = [path.name for path in (tmp_path / "blas").iterdir()]
    assert len(built) == 1
    # Built once: the next process needs no compiler.
    assert run(PRODUCTS, tmp_path, PATH="") == "openblas True"
    assert [path.name for path in (tmp_path / "blas").iterdir()] == built


@linux
def test_without_a_compiler_the_reference_stays_and_says_why(tmp_path: Path) -> None:
    code = "from handlers.llm.blas import activate; print(activate())"
    assert "no C compiler" in run(code, tmp_path, PATH="")
    assert run(PRODUCTS, tmp_path, PATH="") == "reference False"


@linux
def test_a_broken_compiler_is_no_failure(tmp_path: Path) -> None:
    code = "from handlers.llm.blas import activate; print(activate())"
    assert "could not build" in run(code, tmp_path, CC="false")


@linux
def test_too_late_is_told(tmp_path: Path) -> None:
    code = "import mlx.core; from handlers.llm.blas import activate; print(activate())"
    assert "imported before" in run(code, tmp_path)
