"""WebsocketTicket"""

from __future__ import annotations

from pydantic import Field

from codegen.runtime.model import DateTime, Model


class WebsocketTicket(Model):
    """Opens one WebSocket, once, before `expiresAt`: a browser sends the subprotocols `leanvibe.v1` and
    `ticket.<ticket>`. Its rights are those of the key that asked for it.
    """

    ticket: str
    protocol: str
    expires_at: DateTime = Field(alias="expiresAt")
