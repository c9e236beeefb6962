"""ConfidenceAssessment"""

from __future__ import annotations

from codegen.runtime.model import MISSING, Model

from .citation import Citation
from .confidence_level import ConfidenceLevel
from .confidence_signals import ConfidenceSignals
from .token_usage import TokenUsage


class ConfidenceAssessment(Model):
    """How much the model believes the claim, and where the figure comes from."""

    score: float
    """Orders claims that one model has judged. A probability of being right only where `calibrated` is true."""
    calibrated: bool
    """Whether scores of this model were compared with the truth of many claims."""
    interpretation: str
    """What the score means and what it does not, to be shown with it."""
    rationale: str
    """The model's reasons."""
    method: str
    """How the score follows from the signals."""
    signals: ConfidenceSignals
    citations: list[Citation]
    model: str
    usage: TokenUsage
    level: ConfidenceLevel | MISSING = MISSING
