"""Runs the server until it is told to stop: the data folder's lock, the listening socket, a first project."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from handlers.api.problems import unreadable
from handlers.app import Running, open_server
from handlers.connections.http import HEAD_BYTES, Timeouts
from handlers.connections.listening import ListenError, listening_socket
from handlers.connections.open_files import OpenFilesError, room_for
from handlers.connections.server import WebServer
from handlers.connections.table import ConnectionLimits
from handlers.connections.upgrades import AnsweredUpgrades
from handlers.environment import describe, without_passwords
from handlers.errors import ServiceError
from handlers.graph.store import GraphError
from handlers.index.service import IndexUnavailableError
from handlers.llm.cache import is_cached
from handlers.llm.embeddings import EmbeddingsUnavailableError
from handlers.llm.models import ModelUnavailableError
from handlers.monitoring.logs import configure
from handlers.projects.model import Project
from handlers.settings import Settings, is_loopback
from handlers.storage.data_folder import DataFolder, DataFolderError, create_private_files
from handlers.storage.database import MigrationError, fault

Ready = Callable[[Running, str, Project | None], Awaitable[None]]
"""Called once requests are answered, with the address, and the project that was named; runs beside the server."""


class ServeError(Exception):
    """The server cannot start; the message says why and what to do."""


async def serve(settings: Settings, root: Path | None, ready: Ready) -> None:
    """Returns after Ctrl-C or SIGTERM, everything closed in order. Raises `ServeError`."""
    create_private_files()
    configure(level=settings.log_level, style=settings.log_format)
    try:
        check_certificate(settings)
        limits = ConnectionLimits(room_for(settings.connections), settings.keyless_connections)
        listening = listening_socket(settings.host, settings.port)
    except (ListenError, OpenFilesError) as error:
        raise ServeError(str(error)) from error
    url = _url(settings, listening)
    try:
        folder = DataFolder.open(settings.data_dir, url=url)
    except DataFolderError as error:
        listening.close()
        raise ServeError(str(error)) from error
    with folder, listening:
        try:
            async with open_server(settings) as running:
                project = None if root is None else await _project(running, root)
                server = web_server(running.app, settings, limits)
                await _listen_on(running, server, listening, lambda: ready(running, url, project))
        except (
            ServiceError,
            ModelUnavailableError,
            EmbeddingsUnavailableError,
            GraphError,
            IndexUnavailableError,
            MigrationError,
        ) as error:
            raise ServeError(without_passwords(" ".join(str(error).split()))) from error
        except sqlite3.Error as error:
            raise ServeError(f"cannot use the database in {settings.data_dir}: {fault(error)}") from error
        except OSError as error:
            variable = "LEANVIBE_CACHE_DIR" if is_cached(error.filename) else "LEANVIBE_DATA_DIR"
            raise ServeError(describe(error, variable=variable)) from error


def check_certificate(settings: Settings) -> None:
    """Reads the certificate and the key, before anything is opened. Raises `ServeError`."""
    if settings.tls_certificate is None or settings.tls_key is None:
        return
    names = f"the TLS certificate {settings.tls_certificate} with the key {settings.tls_key}"
    try:
        # Without a password OpenSSL would ask for one on the terminal.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings.tls_certificate, settings.tls_key, password=lambda: "")
    except ssl.SSLError as error:
        raise ServeError(
            f"cannot use {names} ({error.reason or error}): both have to be PEM, belong together, and have no password"
        ) from error
    except OSError as error:
        raise ServeError(f"cannot read {names}: {error.strerror}: see their owner and mode") from error


async def _project(running: Running, root: Path) -> Project:
    """The project on this folder, made if need be; what changed since the last time is indexed."""
    folder = await asyncio.to_thread(os.path.realpath, root)
    found = await running.projects.find(folder)
    if found is None:
        return await running.projects.create(folder)
    await running.jobs.request(found.id)
    return await running.projects.get(found.id)


async def _listen_on(
    running: Running, server: WebServer, listening: socket.socket, ready: Callable[[], Awaitable[None]]
) -> None:
    # Not `serve`, whose signal handlers raise the signal again at the end: that would look like a crash.
    loop, serving = asyncio.get_running_loop(), asyncio.create_task(server._serve(sockets=[listening]))

    async def drained(restart: bool) -> None:
        await running.drain(restart=restart)
        server.should_exit = True

    stops: list[asyncio.Task[None]] = []

    def stop(restart: bool) -> None:
        stops.append(asyncio.create_task(drained(restart)))

    handled = _stop_signals()
    for number, restart in handled.items():
        loop.add_signal_handler(number, stop, restart)
    telling = asyncio.ensure_future(ready())
    try:
        await serving
    finally:
        telling.cancel()
        with suppress(asyncio.CancelledError):
            await telling
        for number in handled:
            loop.remove_signal_handler(number)


def _stop_signals() -> dict[signal.Signals, bool]:
    """The signals that end the server in good order, and whether clients are notified that it comes back at once.

    SIGHUP announces a restart. Where it is ignored (nohup), it stays ignored: the terminal was closed, nothing else.
    """
    handled = {signal.SIGINT: False, signal.SIGTERM: False}
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        handled[signal.SIGHUP] = True
    return handled


def web_server(app: ASGIApp, settings: Settings, limits: ConnectionLimits) -> WebServer:
    """How uvicorn serves the application."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        h11_max_incomplete_event_size=HEAD_BYTES,
        ws=AnsweredUpgrades.answering(unreadable),
        ws_per_message_deflate=not is_loopback(settings.host),  # it costs more than loopback does
        ws_max_size=64 * 1024,  # the contract's limit of a frame, before it is held in memory
        timeout_graceful_shutdown=1,
        server_header=False,
        ssl_certfile=settings.tls_certificate and str(settings.tls_certificate),
        ssl_keyfile=settings.tls_key and str(settings.tls_key),
    )
    timeouts = Timeouts(head=settings.head_timeout, idle=settings.idle_timeout, write=settings.write_timeout)
    return WebServer(config, limits=limits, timeouts=timeouts, unreadable=unreadable)


def _url(settings: Settings, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return settings.model_copy(update={"port": port}).url
