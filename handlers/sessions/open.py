"""The services of the sessions over one database, put in order after whatever ended the last server."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.clock import Clock, now_ms
from handlers.sessions.answers import SessionAnswers
from handlers.sessions.live import LiveAnswers
from handlers.sessions.log import Retention
from handlers.sessions.messages import SessionMessages
from handlers.sessions.service import SessionLimits, Sessions
from handlers.sessions.sqlite_log import SqliteEventLog
from handlers.sessions.states import SessionStates
from handlers.storage.database import Database


@dataclass(frozen=True, slots=True)
class SessionRoom:
    """Everything that a handler of sessions needs."""

    log: SqliteEventLog
    sessions: Sessions
    messages: SessionMessages
    answers: SessionAnswers
    states: SessionStates
    live: LiveAnswers


async def open_sessions(
    database: Database,
    *,
    limits: SessionLimits | None = None,
    retention: Retention | None = None,
    clock: Clock = now_ms,
) -> SessionRoom:
    """Recovers first (epochs, versions, answers that broke off), so that nobody sees a half-told story."""
    log = SqliteEventLog(database, retention=retention, clock=clock)
    sessions = Sessions(database, log, limits=limits, clock=clock)
    messages = SessionMessages(database, sessions, log, clock=clock)
    answers = SessionAnswers(database, messages, log, clock=clock)
    states = SessionStates(database, sessions, log, clock=clock)
    await log.recover()
    await states.recover()
    await log.expire()
    await sessions.forget_commands()
    await sessions.expire()  # before an answer that broke off counts as a use of its session
    await answers.recover()
    return SessionRoom(log, sessions, messages, answers, states, LiveAnswers(log.wake))
