"""`leanvibe serve`: the one command that runs the server instead of calling it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from clients.cli import index_files
from terminal.arguments import Parser, integer, path
from terminal.escape import escape_line
from terminal.output import flush, is_terminal, paint, write
from terminal.progress import bars, spinner


def configure(parser: Parser) -> None:
    parser.description = "Start the assistant. Ctrl-C stops it, and the next start goes on where it was."
    parser.epilog = "Example:\n  leanvibe serve --project ."
    add = parser.add_argument
    add("--project", metavar="DIR", type=path, help="folder to index and keep as a project")
    add("--host", metavar="ADDRESS", help="other than loopback only with TLS; default: LEANVIBE_HOST, or 127.0.0.1")
    add("--port", metavar="N", type=integer(0, 65535), help="0 takes a free port; default: LEANVIBE_PORT, or 8765")
    add(
        "--data-dir",
        metavar="DIR",
        type=path,
        help="folder of the database, index and key; default: LEANVIBE_DATA_DIR, or one below your home",
    )
    add("--model", metavar="NAME", help="language model; default: LEANVIBE_MODEL, or the one that suits this machine")


def run(*, project: Path | None, **options: Any) -> int:
    """0 after Ctrl-C; 2 if it cannot start."""
    return asyncio.run(_run(project, options))


async def _run(root: Path | None, options: dict[str, Any]) -> int:
    with spinner("starting"):
        from handlers.app import Running
        from handlers.errors import NotFound
        from handlers.projects.model import Project
        from handlers.serve import ServeError, serve
        from handlers.settings import SettingsError, load_settings

    async def ready(running: Running, url: str, project: Project | None) -> None:
        _greet(url, running.key_file)
        if project is not None:
            try:
                await _follow(running, project)
                await _propose(running, url, project)
            except NotFound:  # a client deleted it; the server goes on
                write(f"The project {escape_line(project.name)} was deleted", err=True)

    try:
        options["log_level"] = "warning" if is_terminal(sys.stderr) else None
        await serve(load_settings(**options), root, ready)
    except (ServeError, SettingsError) as error:
        for line in str(error).splitlines():
            write(f"leanvibe: {paint('error', 'error')}: {line}", err=True)
        return 2
    write("stopped", err=True)
    return 0


async def _follow(running: Any, project: Any) -> None:
    """Shows bars while the project is indexed; the server answers already."""
    with bars() as show:
        while True:
            job = (await running.projects.get(project.id)).job
            if job is None or not job.active:
                break
            show("reading files", job.files_done, job.files_total or None)
            if job.chunks_total is not None:
                show("search by meaning", job.chunks_done, job.chunks_total)
            await asyncio.sleep(0.2)
    indexed = await running.projects.get(project.id)
    name = paint(escape_line(indexed.name), "place")
    if indexed.index_state == "failed":
        write(f"{paint('The index failed', 'error')} of {name}: {escape_line(indexed.job.error)}", err=True)
    else:
        counts = indexed.counts
        write(f"Indexed {name}: {counts.files} files, {counts.functions} functions, {counts.chunks} pieces", err=True)
        files = []
        for status in index_files.statuses(counts):
            files += await running.index.outcomes(indexed.id, (status,), limit=index_files.SHOWN)
        for line in index_files.lines(counts, [(file.path, file.status, file.reason) for file in files]):
            write(line, err=True)


def _greet(url: str, key_file: Path) -> None:
    """On standard error: where the server is, and how it is stopped."""
    key = escape_line(str(key_file))
    write(f"\n{paint(f'LeanVibe listens on {url}', 'success')}   key: {key}   Ctrl-C stops it", err=True)
    flush()


async def _propose(running: Any, url: str, project: Any) -> None:
    """Commands to copy, once the index can answer: a question about this project, and the documentation."""
    from clients.cli.hints import command
    from handlers.projects.first_question import first_question

    question = await first_question(running.index.graph(project.id), project.root, project.name)
    several = len((await running.projects.list(limit=2)).items) > 1
    words = ["ask", question, *(["--project", str(project.root)] if several else [])]
    write("In another terminal try:", err=True)
    for line in (words, ["open", "--docs"]):
        text = command(*line, url=url, data_dir=running.key_file.parent)
        write("  " + paint(escape_line(text), "place"), err=True)
    flush()
