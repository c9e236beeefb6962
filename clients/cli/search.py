"""`leanvibe search`."""

from __future__ import annotations

import json

from rich.console import Console
from rich.markup import escape

from clients.cli.api import Api, told
from codegen.runtime.model import MISSING
from generated import models


def run(query: str, *, project: str | None, limit: int, as_json: bool) -> int:
    return told(lambda api: _search(api, query, project, limit, as_json))


def _search(api: Api, query: str, project: str | None, limit: int, as_json: bool) -> int:
    found = api.project(project)
    request = models.SearchRequest(query=query, limit=limit)
    results = api.post(f"/api/v1/projects/{found.id}/search", request, models.SearchResults)
    if as_json:
        print(json.dumps(results.model_dump(mode="json", by_alias=True), ensure_ascii=False))
        return 0
    console = Console(highlight=False)
    for hit in results.items:
        place = f"{hit.path}:{hit.start_line}-{hit.end_line}"
        symbol = "" if hit.symbol is MISSING else hit.symbol
        console.print(f"[bold]{escape(place)}[/]  {escape(symbol)}  [dim]{hit.score:.2f}[/]", soft_wrap=True)
    return 0
