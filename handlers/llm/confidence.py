"""How sure the model was of its words: a raw signal from token probabilities, not a probability of being right.

A language model is sure of fluent text, wrong or not: measured on the small model, code answers average .80 and open
prose .48, whatever their truth. The figures compare answers of one model to like questions. They have not been
calibrated, and with a schema they rise, because tokens that the schema leaves no choice about count as certain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenConfidence:
    """Over the tokens of one answer. Probabilities lie in [0, 1]; entropy is in nats, 0 for a forced choice."""

    tokens: int
    mean_probability: float
    min_probability: float
    geometric_mean_probability: float
    mean_entropy: float


def token_confidence(logprobs: Sequence[float], entropies: Sequence[float]) -> TokenConfidence | None:
    """From natural log-probabilities and entropies, one a token (see `model.Completion`); None for an empty answer."""
    if not logprobs:
        return None
    probabilities = [math.exp(min(0.0, logprob)) for logprob in logprobs]
    return TokenConfidence(
        tokens=len(logprobs),
        mean_probability=math.fsum(probabilities) / len(probabilities),
        min_probability=min(probabilities),
        geometric_mean_probability=math.exp(min(0.0, math.fsum(logprobs) / len(logprobs))),
        mean_entropy=max(0.0, math.fsum(entropies) / len(entropies)),
    )
