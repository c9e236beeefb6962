"""How much is generated for a small contract, in lines: people read it, review it and compile it.

At most 250 of server, 300 of TypeScript besides a runtime of 400, 400 of Swift besides a runtime of 500.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from codegen.config import of_documents
from codegen.pipeline import generate

CONTRACTS = Path(__file__).parents[1] / "fixtures/contracts"
SERVER, TYPESCRIPT, SWIFT = 250, 300, 400
TYPESCRIPT_RUNTIME, SWIFT_RUNTIME = 400, 500


@pytest.fixture(scope="module", params=["tasks", "notes"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, dict[str, Mapping[str, str]]]:
    folder = tmp_path_factory.mktemp("size")
    document = CONTRACTS / request.param / "contract/openapi.yaml"
    found = generate(of_documents([document], folder, ("python", "fastapi", "typescript", "swift")))
    return request.param, dict(found.trees)


def lines(tree: Mapping[str, str], ending: str, *, runtime: bool) -> int:
    own = {name: text for name, text in tree.items() if name.endswith(ending)}
    return sum(text.count("\n") for name, text in own.items() if ("/runtime/" in f"/{name.lower()}") == runtime)


def test_what_is_generated_is_small(made: tuple[str, dict[str, Mapping[str, str]]]) -> None:
    _, trees = made
    server = lines(trees["python"], ".py", runtime=False) + lines(trees["fastapi"], ".py", runtime=False)
    assert server <= SERVER
    assert lines(trees["typescript"], ".ts", runtime=False) <= TYPESCRIPT
    assert lines(trees["swift"], ".swift", runtime=False) <= SWIFT


def test_a_package_has_only_the_runtime_that_it_needs(made: tuple[str, dict[str, Mapping[str, str]]]) -> None:
    _, trees = made
    assert lines(trees["typescript"], ".ts", runtime=True) <= TYPESCRIPT_RUNTIME
    assert lines(trees["swift"], ".swift", runtime=True) <= SWIFT_RUNTIME
