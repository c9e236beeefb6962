"""`leanvibe status`."""

from __future__ import annotations

import json

from rich.console import Console

from clients.cli.api import Api, told
from generated import models

_COLOURS = {"healthy": "green", "degraded": "yellow", "unhealthy": "red"}


def run(*, as_json: bool) -> int:
    """1 where something essential does not work."""
    return told(lambda api: _status(api, as_json))


def _status(api: Api, as_json: bool) -> int:
    health = api.get("/api/v1/monitoring/health/complete", models.CompleteHealth)
    projects = api.get("/api/v1/projects?limit=100", models.ProjectPage).items
    if as_json:
        parts = {"health": health.model_dump(mode="json", by_alias=True)}
        parts["projects"] = [p.model_dump(mode="json", by_alias=True) for p in projects]  # type: ignore[assignment]
        print(json.dumps(parts, ensure_ascii=False))
    else:
        console = Console(highlight=False)
        for check in health.checks:
            colour = _COLOURS[check.status]
            console.print(f"[{colour}]{check.status:<10}[/] {check.component:<11} {check.detail}", soft_wrap=True)
        for found in projects:
            counts = found.index.counts
            console.print(
                f"{found.index.state:<10} {found.name}: {counts.files} files, {counts.chunks} pieces, {found.root}"
            )
    return 0 if health.status != "unhealthy" else 1
