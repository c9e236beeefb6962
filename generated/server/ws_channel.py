"""The connection: one connection of the channel, and what its handlers implement."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Literal, Protocol, TypeAlias

from generated.models import (
    AiChatAsk,
    AiChatCancel,
    CommandAck,
    CommandError,
    ConnectionHello,
    ConnectionPong,
    ConnectionReady,
    SessionMessageAppend,
    StreamAck,
    StreamOpen,
    StreamReady,
    StreamReset,
    WsSends,
)

from codegen.runtime.channel import ChannelTypes
from codegen.runtime.connection import Connection

WsCloseCode: TypeAlias = Literal[
    "normal",
    "going_away",
    "contract_violation",
    "policy_violation",
    "slow_consumer",
    "too_big",
    "internal_error",
    "restart",
    "try_again_later",
    "no_pong",
    "rate_limited",
    "state_invalid",
    "unauthenticated",
    "hello_timeout",
    "session_limit",
    "connection_limit",
    "protocol_version",
    "session_expired",
    "too_many_errors",
]
"""How a connection may end."""

WsConnection: TypeAlias = Connection[WsSends, WsCloseCode]
"""A peer: `send`, `post` and `close` know what the contract lets this server say."""


class WsHandlers(Protocol):
    """What one connection's peer sends, a method an operation, called one at a time and in order."""

    async def open_stream(self, message: StreamOpen) -> StreamReady | StreamReset | None:
        """A client wants a session's events"""
        ...

    async def receive_chat_ask(self, message: AiChatAsk) -> CommandAck | CommandError | None:
        """A client asks the model"""
        ...

    async def receive_chat_cancel(self, message: AiChatCancel) -> CommandAck | CommandError | None:
        """A client stops an answer"""
        ...

    async def receive_hello(self, message: ConnectionHello) -> ConnectionReady | None:
        """A client opens the protocol"""
        ...

    async def receive_message_append(self, message: SessionMessageAppend) -> CommandAck | CommandError | None:
        """A client adds a message"""
        ...

    async def receive_pong(self, message: ConnectionPong) -> None:
        """A client is still there"""
        ...

    async def receive_stream_ack(self, message: StreamAck) -> None:
        """A client has events up to a place"""
        ...


class WsChannel(Protocol):
    """Makes the handlers of each connection before it is accepted; the context lasts as long as the connection.

    An ApiError when it is entered refuses the upgrade with that HTTP status.
    """

    def __call__(self, connection: WsConnection) -> AbstractAsyncContextManager[WsHandlers]:
        """The connection

        One connection of one client.
        """
        ...


TYPES = ChannelTypes(
    parameters={},
    receives={
        "StreamOpen": StreamOpen,
        "AiChatAsk": AiChatAsk,
        "AiChatCancel": AiChatCancel,
        "ConnectionHello": ConnectionHello,
        "SessionMessageAppend": SessionMessageAppend,
        "ConnectionPong": ConnectionPong,
        "StreamAck": StreamAck,
    },
    sends=WsSends,
)
