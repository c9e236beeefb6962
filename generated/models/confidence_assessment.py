"""ConfidenceAssessment"""

from __future__ import annotations

from codegen.runtime.model import Model

from .citation import Citation
from .confidence_level import ConfidenceLevel
from .confidence_signals import ConfidenceSignals
from .token_usage import TokenUsage


class ConfidenceAssessment(Model):
    """How much the model believes the claim, and where the figure comes from. It is not calibrated."""

    score: float
    level: ConfidenceLevel
    rationale: str
    """The model's reasons."""
    method: str
    """How the score follows from the signals."""
    signals: ConfidenceSignals
    citations: list[Citation]
    model: str
    usage: TokenUsage
