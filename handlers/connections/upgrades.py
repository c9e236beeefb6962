"""WebSockets as uvicorn serves them, with the contract's errors for refused upgrades."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.datastructures import Headers
from websockets.http11 import Response

from handlers.connections.http import Unreadable


class AnsweredUpgrades(WebSocketsSansIOProtocol):
    """An upgrade that was refused with an answer is complete; one that is no valid handshake gets a problem."""

    unreadable: Unreadable
    on_lost: Callable[[], None] | None = None
    """Called when the connection is over."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.conn.reject = self._reject  # type: ignore[method-assign]  # the documented text is plain

    @classmethod
    def answering(cls, unreadable: Unreadable) -> type[AnsweredUpgrades]:
        return type(cls.__name__, (cls,), {"unreadable": staticmethod(unreadable)})

    def connection_lost(self, exc: Exception | None) -> None:
        if self.on_lost is not None:
            self.on_lost()
        super().connection_lost(exc)

    async def send(self, message: Any) -> None:
        # uvicorn 0.54 forgets that the last byte of a refusal completes the handshake, and logs each one as an error:
        # https://github.com/Kludex/uvicorn/pull/3138
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            self.handshake_complete = True

    def _reject(self, status: int, text: str) -> Response:
        headers, body = self.unreadable(int(status), text.strip())
        return Response(int(status), HTTPStatus(status).phrase, Headers([*headers, ("Connection", "close")]), body)
