"""WsReceives"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field

from .ai_chat_ask import AiChatAsk
from .ai_chat_cancel import AiChatCancel
from .connection_hello import ConnectionHello
from .connection_pong import ConnectionPong
from .session_message_append import SessionMessageAppend
from .stream_ack import StreamAck
from .stream_open import StreamOpen

WsReceives: TypeAlias = Annotated[
    StreamOpen | AiChatAsk | AiChatCancel | ConnectionHello | SessionMessageAppend | ConnectionPong | StreamAck,
    Field(discriminator="type"),
]
"""The connection

One connection of one client.
"""
