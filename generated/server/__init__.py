"""The server of LeanVibe 1.0.0: `create_app` takes the handlers of its tags and gives a FastAPI application."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

from codegen.runtime.application import Plan, build
from codegen.runtime.call import OPEN as OPEN
from codegen.runtime.call import Authenticate, Open
from codegen.runtime.channel import ChannelTypes
from codegen.runtime.endpoint import OperationTypes
from codegen.runtime.positions import located, read_lines

from . import ai, docs, keys, monitoring, projects, sessions, tasks, websocket, ws_channel

PROTOCOLS: dict[str, type] = {
    "ai": ai.AiHandlers,
    "docs": docs.DocsHandlers,
    "keys": keys.KeysHandlers,
    "monitoring": monitoring.MonitoringHandlers,
    "projects": projects.ProjectsHandlers,
    "sessions": sessions.SessionsHandlers,
    "tasks": tasks.TasksHandlers,
    "websocket": websocket.WebsocketHandlers,
}


def plan() -> Plan:
    """What the contract says, as codegen.runtime reads it."""
    table = json.loads(files(__package__).joinpath("operations.json").read_text(encoding="utf-8"))
    documents = json.loads(files(__package__).joinpath("documents.json").read_text(encoding="utf-8"))
    lines = read_lines(files(__package__))
    types: dict[str, OperationTypes] = {}
    types |= ai.TYPES
    types |= docs.TYPES
    types |= keys.TYPES
    types |= monitoring.TYPES
    types |= projects.TYPES
    types |= sessions.TYPES
    types |= tasks.TYPES
    types |= websocket.TYPES
    channel_types: dict[str, ChannelTypes] = {
        "ws": ws_channel.TYPES,
    }
    return Plan(
        located(table["operations"], lines),
        table["definitions"],
        table["schemes"],
        documents,
        types,
        PROTOCOLS,
        located(table["channels"], lines),
        channel_types,
    )


def create_app(
    *,
    ai_handlers: ai.AiHandlers | None = None,
    docs_handlers: docs.DocsHandlers | None = None,
    keys_handlers: keys.KeysHandlers | None = None,
    monitoring_handlers: monitoring.MonitoringHandlers | None = None,
    projects_handlers: projects.ProjectsHandlers | None = None,
    sessions_handlers: sessions.SessionsHandlers | None = None,
    tasks_handlers: tasks.TasksHandlers | None = None,
    websocket_handlers: websocket.WebsocketHandlers | None = None,
    ws_channel: ws_channel.WsChannel | None = None,
    authenticate: Authenticate | Open | None = None,
    **options: Any,
) -> FastAPI:
    """Tags and channels without handlers answer 501. Where the contract declares security, `authenticate` is needed, or
    OPEN, which serves what is guarded to every caller. `options` are those of `codegen.runtime.application.build`."""
    given: dict[str, Any] = {
        "ai": ai_handlers,
        "docs": docs_handlers,
        "keys": keys_handlers,
        "monitoring": monitoring_handlers,
        "projects": projects_handlers,
        "sessions": sessions_handlers,
        "tasks": tasks_handlers,
        "websocket": websocket_handlers,
    }
    handlers = {tag: found for tag, found in given.items() if found is not None}
    mounted: dict[str, Any] = {
        "ws": ws_channel,
    }
    channels = {key: found for key, found in mounted.items() if found is not None}
    return build(plan(), handlers, authenticate=authenticate, channels=channels, **options)
