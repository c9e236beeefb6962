"""The bodies that the servers are asked with: 7 members, 190 bytes."""

from __future__ import annotations

TICKET = (
    b'{"id":"3f8e0b52-7c1d-4a6f-9b2e-5d4c8a7f1e60","title":"The login form forgets the names.","priority":3,'
    b'"urgent":false,"labels":["bug","web"],"estimate":2.5,"createdAt":"2026-11-25T10:00:00Z"}'
)
TICKETS = [TICKET, TICKET.replace(b'"priority":3', b'"priority":1')]
