"""`leanvibe search`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clients.cli.index_state import warn_incomplete
from clients.cli.projects import add_project, choose
from terminal.arguments import Parser, Text, integer
from terminal.escape import escape_line
from terminal.output import paint, write, write_json

if TYPE_CHECKING:  # imported when the command runs: its help needs neither the client nor the models
    from clients.cli.api import Api

LINES = 2
"""Lines of code shown under each hit."""
WIDTH = 160
"""Characters shown of one line; minified files have lines of megabytes."""


def configure(parser: Parser) -> None:
    parser.epilog = 'Example:\n  leanvibe search "retry with backoff" -n 3'
    parser.add_argument("query", metavar="QUERY", type=Text(1, 2000), help="a question or a piece of code")
    add_project(parser)
    parser.add_argument("--limit", "-n", metavar="N", type=integer(1, 100), default=5, help="the most hits")
    parser.add_argument("--json", dest="as_json", action="store_true", help="one JSON document on standard output")


def run(*, query: str, project: str | None, limit: int, as_json: bool) -> int:
    from clients.cli.api import with_api

    return with_api(lambda api: _search(api, query, project, limit, as_json))


def _search(api: Api, query: str, project: str | None, limit: int, as_json: bool) -> int:
    from codegen.runtime.model import MISSING
    from generated import models

    chosen = choose(api.projects(), project)
    warn_incomplete(chosen)
    request = models.SearchRequest(query=query, limit=limit)
    results = api.post(f"/api/v1/projects/{chosen.id}/search", request, models.SearchResults)
    if as_json:
        write_json(results.model_dump(mode="json", by_alias=True))
        return 0
    for hit in results.items:
        place = paint(f"{escape_line(hit.path)}:{hit.start_line}-{hit.end_line}", "place")
        symbol = "" if hit.symbol is MISSING else escape_line(hit.symbol)
        write(f"{place}  {symbol}  {paint(f'{hit.score:.2f}', 'faint')}")
        for line in _first_lines(hit.snippet):
            write(f"    {line}")
    return 0


def _first_lines(snippet: str) -> Iterator[str]:
    """The first lines that are not blank, with the indentation they have in common removed."""
    lines = [line.rstrip("\r").expandtabs(4) for line in snippet.split("\n") if line.strip()][:LINES]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    for line in lines:
        text = line[margin:]
        yield escape_line(text if len(text) <= WIDTH else f"{text[: WIDTH - 3]}...")
