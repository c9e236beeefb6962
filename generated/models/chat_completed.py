"""ChatCompleted"""

from __future__ import annotations

from typing import Literal

from codegen.runtime.model import Model

from .chat_answer import ChatAnswer


class ChatCompleted(Model):
    """The whole answer."""

    answer: ChatAnswer
    type: Literal["completed"] = "completed"
