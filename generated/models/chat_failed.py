"""ChatFailed"""

from __future__ import annotations

from typing import Literal

from codegen.runtime.model import Model

from .problem import Problem


class ChatFailed(Model):
    """The answer breaks off here."""

    problem: Problem
    type: Literal["failed"] = "failed"
