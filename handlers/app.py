"""The whole server, composed: settings in, an application over real engines out. Nothing else makes a service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from prometheus_client import CollectorRegistry
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from codegen.runtime import call as runtime
from generated.server import create_app, plan
from handlers.api.admission import Admission
from handlers.api.ai import AiHandlers
from handlers.api.docs import DocsHandlers
from handlers.api.keys import KeysHandlers
from handlers.api.monitoring import MonitoringHandlers
from handlers.api.problems import answer_problem
from handlers.api.projects import ProjectsHandlers, index_job
from handlers.api.refusals import problem_of, refusal
from handlers.api.sessions import SessionsHandlers
from handlers.api.socket import SessionSocket, SocketLimits
from handlers.api.tasks import TasksHandlers
from handlers.api.websocket import WebsocketHandlers
from handlers.checks import register_checks, register_probes
from handlers.clock import HOUR_MS, Clock, now_ms
from handlers.errors import Unauthenticated
from handlers.index.service import CodeIndex
from handlers.llm import models
from handlers.llm.assistant import Assistant, Found, Retrieve
from handlers.llm.embedders import find_embedder
from handlers.llm.engine import EngineLimits, MLXEngine
from handlers.llm.prompts import Passage
from handlers.monitoring.health import HealthChecks
from handlers.monitoring.model_counters import ModelCounters
from handlers.monitoring.performance import Performance
from handlers.monitoring.probes import Probes
from handlers.monitoring.requests import observing
from handlers.periodic_jobs import periodic_jobs
from handlers.projects.jobs import IndexJobs
from handlers.projects.roots import Roots
from handlers.projects.service import Projects
from handlers.projects.worker import IndexWorker
from handlers.scheduler import Scheduler, Wait
from handlers.security.cors import Cors
from handlers.security.docs_access import DocsAccess
from handlers.security.header_count import LimitHeaders
from handlers.security.hosts import AllowedHosts
from handlers.security.key_file import KeyFile
from handlers.security.keys import Keys, Principal
from handlers.security.local_only import LocalOnly
from handlers.security.rates import RateLimiter
from handlers.security.revoked_streams import EndRevokedStreams, RevokedStreams
from handlers.security.tickets import Tickets
from handlers.sessions.chat import SessionChat
from handlers.sessions.log import Retention
from handlers.sessions.open import SessionRoom, open_sessions
from handlers.sessions.service import SessionLimits
from handlers.settings import Settings
from handlers.storage.database import Database
from handlers.tasks.service import Tasks

KEY_FILE = "key"
_DRAIN_S = 0.8  # a person who presses Ctrl-C waits two seconds at most


class Drain(Protocol):
    """`restart`: clients are notified that the server comes back at once."""

    async def __call__(self, *, restart: bool = False) -> None: ...


@dataclass(frozen=True, slots=True)
class Running:
    """A server that works, without the listening: `app` is what a web server serves."""

    app: ASGIApp
    key_file: Path
    projects: Projects
    jobs: IndexJobs
    index: CodeIndex
    model: MLXEngine
    room: SessionRoom
    scheduler: Scheduler
    drain: Drain
    """Ends event streams and sockets in good order; call it before the web server stops."""


@asynccontextmanager
async def open_server(
    settings: Settings,
    *,
    clock: Clock = now_ms,
    wait: Wait = asyncio.sleep,
    limits: SocketLimits | None = None,
    engine_limits: EngineLimits | None = None,
) -> AsyncIterator[Running]:
    """Everything opened in order, and closed in the opposite one. The caller holds the data folder's lock.

    The model loads in the background. `clock` decides what is too old, and `wait` when periodic jobs run.

    Raises `ModelUnavailableError` for an unknown name, `GraphUnavailableError`, `MigrationError`,
    `EmbeddingsUnavailableError`.
    """
    name = settings.model
    if name is None:
        name = await asyncio.to_thread(models.default_name)
    spec = models.find(name)
    async with AsyncExitStack() as stack:
        database = await Database.open(settings.data_dir / "leanvibe.db")
        stack.push_async_callback(database.close)
        keys = await Keys.open(database, file=KeyFile(settings.data_dir / KEY_FILE), clock=clock)
        await keys.ensure_file()
        stack.push_async_callback(keys.save_uses)
        room = await open_sessions(
            database,
            limits=SessionLimits(settings.sessions_per_client, round(settings.session_idle_hours * HOUR_MS)),
            retention=Retention(settings.retained_events, round(settings.retained_hours * HOUR_MS)),
            clock=clock,
        )
        embedder = find_embedder(settings.embedder)
        stack.push_async_callback(embedder.close)
        index = await CodeIndex.open(
            settings.data_dir / "index", embedder, graph_url=settings.graph_url, graph_auth=settings.graph_auth
        )
        stack.push_async_callback(index.close)
        model = MLXEngine(
            spec.name, lambda: models.prepare(spec), context_window=spec.context_window, limits=engine_limits
        )
        model.begin()
        stack.push_async_callback(model.close)

        roots, jobs, stopping = Roots(settings.allowed_roots), IndexJobs(database), asyncio.Event()
        projects = Projects(database, roots, jobs)
        registry = CollectorRegistry()
        registry.register(ModelCounters(lambda: model.stats))
        performance, checks, probes, tickets = Performance(registry), HealthChecks(), Probes(), Tickets()
        assistant = Assistant(model, _retrieve(index), performance, context_tokens=settings.context_tokens)
        chat = SessionChat(room, assistant, problem=problem_of)
        rates, docs = RateLimiter(settings.rates), DocsAccess()
        sockets = SessionSocket(room, chat=chat, rates=rates, limits=limits)
        worker = IndexWorker(
            projects, jobs, index, roots, on_progress=lambda job: sockets.index_progress(index_job(job))
        )
        indexing = asyncio.create_task(worker.run())
        stack.push_async_callback(_ended, indexing)
        scheduler = Scheduler(
            periodic_jobs(
                room=room,
                keys=keys,
                tickets=tickets,
                docs=docs,
                rates=rates,
                sessions_expired=sockets.sessions_expired,
            ),
            wait=wait,
            clock=clock,
        )
        stack.push_async_callback(_ended, asyncio.create_task(scheduler.run()))
        stack.push_async_callback(chat.close)
        streams = RevokedStreams()
        for ended in (tickets.revoke, docs.revoke, sockets.revoked, streams.end):
            keys.on_revoked(ended)
        register_checks(
            checks,
            database=database,
            index=index,
            model=model,
            indexing=indexing,
            scheduler=scheduler,
            folder=settings.data_dir,
        )
        register_probes(probes, projects=projects, index=index, model=model, database=database)
        app = create_app(
            ai_handlers=AiHandlers(assistant, projects, index, chat, room, answer_tokens=settings.answer_tokens),
            projects_handlers=ProjectsHandlers(projects, jobs, worker, index),
            tasks_handlers=TasksHandlers(Tasks(database)),
            sessions_handlers=SessionsHandlers(
                sessions=room.sessions, messages=room.messages, states=room.states, log=room.log, stopping=stopping
            ),
            docs_handlers=DocsHandlers(plan().documents, docs, secure=settings.tls_certificate is not None),
            keys_handlers=KeysHandlers(keys),
            websocket_handlers=WebsocketHandlers(connections=sockets, tickets=tickets),
            monitoring_handlers=MonitoringHandlers(
                checks, performance, probes, registry, sockets=lambda: sockets.open, scheduler=scheduler
            ),
            ws_channel=sockets,
            authenticate=authenticating(keys, tickets, docs),
            on_error=refusal,
            observe=observing(performance),
            admit=Admission(rates, stopping=stopping),
            unknown_query="refuse",
            max_body=settings.max_body,
            body_timeout=settings.body_timeout,
            max_depth=settings.max_depth,
            check_responses=settings.checking,
            middleware=[*guards(settings), Middleware(EndRevokedStreams, streams=streams, answer=answer_problem)],
            serve_contract=False,  # the contract's own operations do, with a key
        )

        async def drain(*, restart: bool = False) -> None:
            stopping.set()
            await sockets.drain(reason="restart" if restart else "shutdown", restart=restart, within_s=_DRAIN_S)

        yield Running(app, settings.data_dir / KEY_FILE, projects, jobs, index, model, room, scheduler, drain)


def guards(settings: Settings) -> list[Middleware]:
    """What every request passes before an operation sees it, the first one first."""
    allowed = AllowedHosts.of(settings.allowed_hosts, settings.allowed_origins)
    return [
        Middleware(LocalOnly, allowed=allowed, answer=answer_problem),
        Middleware(LimitHeaders, answer=answer_problem),
        Middleware(Cors, origins=settings.allowed_origins),
    ]


def authenticating(keys: Keys, tickets: Tickets, docs: DocsAccess | None = None) -> runtime.Authenticate:
    """How the generated server knows a caller: by a key, or by what the contract names in place of one."""
    verify: dict[str, Callable[[str], Principal]] = {"bearerKey": keys.verify, "ticket": tickets.redeem}
    if docs is not None:
        verify |= {"docsTicket": docs.redeem, "docsCookie": docs.visitor}

    async def authenticate(scheme: str, credential: str, scopes: Sequence[str]) -> runtime.Principal | None:
        try:
            holder = verify[scheme](credential)
        except Unauthenticated:
            return None
        return runtime.Principal(holder.key_id, {"clientClass": holder.client_class})

    return authenticate


def _retrieve(index: CodeIndex) -> Retrieve:
    async def retrieve(project_id: str, question: str, limit: int) -> list[Found]:
        hits = await index.search(project_id, question, limit)
        return [Found(Passage(hit.path, hit.start_line, hit.end_line, hit.snippet), hit.score) for hit in hits]

    return retrieve


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
