"""ChatCitations"""

from __future__ import annotations

from typing import Literal

from codegen.runtime.model import Model

from .citation import Citation


class ChatCitations(Model):
    """What the answer will rely on."""

    citations: list[Citation]
    type: Literal["citations"] = "citations"
