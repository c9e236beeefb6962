"""schemathesis against the running assistant, from the contract's file: every check, every phase, nothing excluded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gates.fuzzing import fuzz
from tests.server.conftest import Server

CONTRACT = Path(__file__).parents[2] / "contracts/openapi.yaml"


@pytest.mark.parametrize(
    ("seed", "examples"), [pytest.param(1, 3), *(pytest.param(s, 40, marks=pytest.mark.nightly) for s in (2, 3, 4))]
)
def test_nothing_breaks_the_contract(server: Server, seed: int, examples: int) -> None:
    settings = {"base-url": server.url, "headers": {"Authorization": f"Bearer {server.key}"}, "request-timeout": 60}
    outcome = fuzz(CONTRACT, None, examples=examples, seed=seed, settings=settings)
    assert outcome.failures == (), "\n\n".join(outcome.failures)
    assert outcome.phases == {"examples", "coverage", "fuzzing", "stateful"}
    assert len(outcome.operations) == 38
