"""`leanvibe serve`: the one command that runs the server instead of calling it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


def run(root: Path | None, **options: Any) -> int:
    """0 after Ctrl-C; 2 with a line on standard error where it cannot start."""
    console = Console(stderr=True)
    try:
        return asyncio.run(_run(console, root, options))
    except KeyboardInterrupt:  # before the server listened to signals
        return 130


async def _run(console: Console, root: Path | None, options: dict[str, Any]) -> int:
    with console.status("starting"):
        from handlers.app import Running
        from handlers.projects.model import Project
        from handlers.serve import ServeError, serve
        from handlers.settings import SettingsError, load_settings

    async def ready(running: Running, url: str, project: Project | None) -> None:
        _greet(console, url, running.key_file, project is not None)
        if project is not None:
            await _follow(console, running, project)

    try:
        options["log_level"] = options.get("log_level") or ("warning" if console.is_terminal else None)
        await serve(load_settings(**options), root, ready)
    except (ServeError, SettingsError) as error:
        print(f"leanvibe: {error}", file=sys.stderr)
        return 2
    console.print("stopped")
    return 0


async def _follow(console: Console, running: Any, project: Any) -> None:
    """Bars while the project is indexed; the server answers already."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<22}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        reading = bars.add_task("reading files", total=None)
        meaning = bars.add_task("search by meaning", total=None, visible=False)
        while True:
            job = (await running.projects.get(project.id)).job
            if job is None or not job.active:
                break
            if job.files_total:
                bars.update(reading, completed=job.files_done, total=job.files_total)
            if job.chunks_total is not None:
                bars.update(meaning, completed=job.chunks_done, total=job.chunks_total, visible=True)
            await asyncio.sleep(0.2)
    found = await running.projects.get(project.id)
    if found.index_state == "failed":
        console.print(f"[red]The index of {found.name} failed:[/] {found.job.error}")
    else:
        counts = found.counts
        console.print(
            f"Indexed [bold]{found.name}[/]: {counts.files} files, {counts.functions} functions, {counts.chunks} pieces"
        )


def _greet(console: Console, url: str, key_file: Path, with_project: bool) -> None:
    """On standard output, unstyled lines that a person can copy."""
    console.print(f"\n[bold green]LeanVibe listens on {url}[/]   key: {key_file}   Ctrl-C stops it", soft_wrap=True)
    if with_project:
        console.print("In another terminal try:")
        console.print('  [cyan].venv/bin/leanvibe ask "Where are JSON bodies validated?"[/]', soft_wrap=True)
        console.print(
            f'  [cyan]curl {url}/api/v1/projects -H "Authorization: Bearer $(cat {key_file})"[/]', soft_wrap=True
        )
