"""WebSockets as uvicorn speaks them, less a false alarm: an upgrade that was refused with an answer is over."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class AnsweredUpgrades(WebSocketsSansIOProtocol):
    """uvicorn 0.54 forgets that the last byte of a refusal completes the handshake, and logs each one as an error.

    https://github.com/Kludex/uvicorn/pull/3138
    """

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body" and not message.get("more_body", False):
            self.handshake_complete = True
