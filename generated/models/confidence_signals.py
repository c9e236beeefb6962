"""ConfidenceSignals"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import MISSING, Model


class ConfidenceSignals(Model):
    """Measured on the model's own token probabilities, before temperature."""

    yes_probability: float = Field(alias="yesProbability")
    """Of "yes" among "yes" and "no"."""
    mean_token_probability: float = Field(alias="meanTokenProbability")
    """Geometric mean over the rationale."""
    mean_entropy: float = Field(alias="meanEntropy")
    """Nats a token, over the rationale."""
    evidence: float | MISSING = MISSING
    """Similarity of the best passage that was found."""
