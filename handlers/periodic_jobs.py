"""Every periodic job of the server: what has to be deleted, forgotten or saved while it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.scheduler import Job
from handlers.security.docs_access import DocsAccess
from handlers.security.keys import Keys
from handlers.security.rates import RateLimiter
from handlers.security.tickets import Tickets
from handlers.sessions.open import SessionRoom

MINUTE_S = 60.0


def periodic_jobs(
    *,
    room: SessionRoom,
    keys: Keys,
    tickets: Tickets,
    docs: DocsAccess,
    rates: RateLimiter,
    sessions_expired: Callable[[Sequence[str]], None],
) -> tuple[Job, ...]:
    """`sessions_expired` is called with the ids of sessions that were deleted, before their readers notice."""

    async def expire_sessions() -> None:
        await room.sessions.expire(sessions_expired)

    async def expire_tickets() -> None:
        tickets.forget_expired()
        docs.forget_expired()

    async def forget_rates() -> None:
        rates.forget_idle()

    return (
        Job("expire-sessions", MINUTE_S, expire_sessions),
        Job("expire-events", MINUTE_S, room.log.expire),
        Job("forget-commands", 10 * MINUTE_S, room.sessions.forget_commands),
        Job("expire-tickets", MINUTE_S, expire_tickets),
        Job("forget-rates", MINUTE_S, forget_rates),
        Job("save-key-uses", MINUTE_S, keys.save_uses),
    )
