"""Token probabilities to a confidence signal."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.llm.confidence import token_confidence
from handlers.llm.engine import MLXEngine
from handlers.llm.model import Message


def test_of_known_probabilities() -> None:
    signal = token_confidence([math.log(0.5), math.log(1.0), math.log(0.25)], [1.0, 0.0, 2.0])
    assert signal is not None
    assert (signal.tokens, signal.mean_entropy) == (3, 1.0)
    assert signal.min_probability == pytest.approx(0.25)
    assert signal.mean_probability == pytest.approx(1.75 / 3)
    assert signal.geometric_mean_probability == pytest.approx(0.5)


def test_an_empty_answer_has_none() -> None:
    assert token_confidence([], []) is None


@given(st.lists(st.floats(-50, 1e-6), min_size=1, max_size=50))
def test_is_ordered_and_within_bounds(logprobs: list[float]) -> None:
    signal = token_confidence(logprobs, [0.0] * len(logprobs))
    assert signal is not None
    low, geometric, mean = signal.min_probability, signal.geometric_mean_probability, signal.mean_probability
    assert 0 <= low <= geometric * (1 + 1e-9)
    assert geometric <= mean * (1 + 1e-9) <= 1 + 1e-8


async def test_copying_is_surer_than_inventing(engine: MLXEngine) -> None:
    async def signal(request: str) -> float:
        answer = await engine.complete([Message("user", request)], max_tokens=16)
        found = token_confidence(answer.logprobs, answer.entropies)
        assert found is not None
        return found.mean_probability

    copied = await signal("Repeat exactly: one two three four five six seven eight nine ten")
    assert copied > await signal("Invent a name for a planet and a poem about it.")
