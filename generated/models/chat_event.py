"""ChatEvent"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from .chat_citations import ChatCitations
from .chat_completed import ChatCompleted
from .chat_delta import ChatDelta
from .chat_failed import ChatFailed
from .chat_started import ChatStarted

ChatEvent: TypeAlias = Annotated[
    ChatStarted | ChatCitations | ChatDelta | ChatCompleted | ChatFailed, Field(discriminator="type")
]
"""One server-sent event of an answer. First `started`, then `citations` where there are any, then `delta`s whose texts
joined are the answer, and last exactly one of `completed` and `failed`.
"""
