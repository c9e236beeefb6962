"""What the server asks its own parts: how they are (health), and to do what a client would ask of them (probes)."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from pathlib import Path

from handlers.index.service import CodeIndex
from handlers.llm.engine import MLXEngine
from handlers.llm.model import Message
from handlers.monitoring.health import Degraded, HealthChecks
from handlers.monitoring.probes import Probes, Skipped
from handlers.projects.service import Projects
from handlers.scheduler import Scheduler
from handlers.storage.database import Database

_LEAST_FREE = 200 * 1024 * 1024  # bytes of disk


def register_checks(
    checks: HealthChecks,
    *,
    database: Database,
    index: CodeIndex,
    model: MLXEngine,
    indexing: asyncio.Task[None],
    scheduler: Scheduler,
    folder: Path,
) -> None:
    async def ask_database() -> str:
        version = await database.read(lambda c: c.execute("PRAGMA user_version").fetchone()[0])
        return f"SQLite {sqlite3.sqlite_version}, schema {version}"

    async def ask_graph() -> str:
        await index.graph_store.read("MATCH (p:Project) RETURN count(p) AS projects")
        return index.graph_store.engine

    async def ask_vectors() -> str:
        return await index.vectors.engine()

    async def ask_model() -> str:
        if model.failure is not None:
            raise Degraded(str(model.failure))
        if not model.ready:
            raise Degraded(f"{model.name} is loading")
        return f"{model.name} on {model.stats.device}, {model.stats.running} running"

    async def ask_embedder() -> str:
        await index.embedder.embed_query("health")
        return index.embedder.identity.model

    async def ask_indexing() -> str:
        if indexing.done():
            raise RuntimeError("the index worker has stopped")
        return "at work or waiting"

    async def ask_disk() -> str:
        free = (await asyncio.to_thread(shutil.disk_usage, folder)).free
        if free < _LEAST_FREE:
            raise Degraded(f"only {free >> 20} MiB are free at {folder}")
        return f"{free >> 20} MiB free"

    checks.register("database", ask_database)
    checks.register("graph", ask_graph)
    checks.register("vectors", ask_vectors)
    checks.register("model", ask_model, essential=False)
    checks.register("embeddings", ask_embedder, timeout_s=10, essential=False)
    checks.register("index", ask_indexing)
    checks.register("disk", ask_disk)
    checks.register("jobs", scheduler.check, essential=False)


def register_probes(
    probes: Probes, *, projects: Projects, index: CodeIndex, model: MLXEngine, database: Database
) -> None:
    async def some_project() -> str:
        page = await projects.list(limit=100)
        found = next((project for project in page.items if project.indexed_at is not None), None)
        if found is None:
            raise Skipped("no project is indexed")
        return found.id

    async def read_database() -> None:
        await database.read(lambda c: c.execute("SELECT count(*) FROM projects").fetchone())

    async def search() -> None:
        if not await index.search(await some_project(), "the entry point of the program", 1):
            raise RuntimeError("the search found nothing")

    async def walk_graph() -> None:
        await index.graph(await some_project()).most_depended_on(limit=1)

    async def chat() -> None:
        if not model.ready:
            raise Skipped(f"{model.name} is not loaded")
        await model.complete([Message("user", "Say yes.")], max_tokens=4)

    probes.register("database", read_database)
    probes.register("search", search)
    probes.register("graph", walk_graph)
    probes.register("chat", chat, timeout_s=30)
