"""schemathesis against the running assistant, from the contract's file: every check, every phase, nothing excluded."""

from __future__ import annotations

from pathlib import Path

import pytest

from generated.server import plan
from tests.gates.fuzzing import PHASES, Plan, fuzz
from tests.gates.test_fuzz import CHECKS
from tests.server.conftest import Server

CONTRACT = Path(__file__).parents[2] / "contracts/openapi.yaml"


SHORT = PHASES - {"coverage"}  # its cases are many, and the same each time: `make gates` and the night have them


@pytest.mark.filterwarnings("ignore:Use of allowEmptyValue:DeprecationWarning")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("seed", "examples", "phases"),
    [
        pytest.param(1, 4, SHORT, id="short"),
        pytest.param(1, 2, PHASES, marks=[pytest.mark.nightly, pytest.mark.gate], id="gate"),
        *(pytest.param(s, 40, PHASES, marks=pytest.mark.nightly, id=f"seed {s}") for s in (2, 3, 4)),
    ],
)
def test_nothing_breaks_the_contract(server: Server, seed: int, examples: int, phases: frozenset[str]) -> None:
    settings = {"base-url": server.url, "headers": {"Authorization": f"Bearer {server.key}"}, "request-timeout": 300}
    outcome = fuzz(
        CONTRACT, plan().documents["openapi"], None, Plan(examples, seed, settings, phases, closed_query=True)
    )
    assert not outcome.failures, str(outcome)
    assert not outcome.overruled
    assert outcome.phases == phases
    assert set(outcome.checks) == CHECKS
    assert len(outcome.operations) == 49
    assert outcome.transitions > 0
    assert outcome.judged > 100
    assert phases == SHORT or outcome.cases >= 1000
