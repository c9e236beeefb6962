"""`leanvibe ask`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clients.cli.errors import ApiError, describe_problem
from clients.cli.index_state import warn_incomplete
from clients.cli.projects import add_project, choose
from terminal.arguments import Parser, Text, integer
from terminal.escape import escape_line
from terminal.output import flush, paint, write, write_json
from terminal.progress import spinner

if TYPE_CHECKING:  # imported when the command runs: its help needs neither the client nor the models
    from clients.cli.api import Api
    from generated import models


def configure(parser: Parser) -> None:
    parser.description = "Ask about your code. The answer is printed as it is written, then its sources."
    parser.epilog = 'Example:\n  leanvibe ask "How does a start go on with an index?"'
    parser.add_argument("question", metavar="QUESTION", type=Text(1, 16_000), help="what you want to know")
    add_project(parser)
    parser.add_argument("--tokens", metavar="N", type=integer(1, 4096), help="the most tokens of the answer")
    parser.add_argument("--json", dest="as_json", action="store_true", help="one JSON document on standard output")


def run(*, question: str, project: str | None, tokens: int | None, as_json: bool) -> int:
    from clients.cli.api import with_api

    return with_api(lambda api: _ask(api, question, project, tokens, as_json))


def _ask(api: Api, question: str, project: str | None, tokens: int | None, as_json: bool) -> int:
    from codegen.runtime.model import MISSING
    from generated import models

    chosen = choose(api.projects(), project)
    warn_incomplete(chosen)
    request = models.ChatRequest(
        question=question, project_id=chosen.id, max_tokens=MISSING if tokens is None else tokens
    )
    events = api.chat(request)
    with spinner("reading the code", quiet=as_json):
        event = _skip_to_text(events)
    line_open = False
    try:
        while event is not None:
            match event:
                case models.ChatFailed():
                    problem = event.problem.model_dump(mode="json", by_alias=True)
                    raise ApiError(f"the answer broke off: {describe_problem(problem, event.problem.status)}")
                case models.ChatDelta() if not as_json:
                    write(event.text, end="")
                    flush()  # into a pipe too: a reader sees the answer as it is written
                    line_open = True
                case models.ChatCompleted():
                    if as_json:
                        write_json(event.answer.model_dump(mode="json", by_alias=True))
                    else:
                        line_open = False
                        _write_sources(event.answer)
                    return 0
            event = next(events, None)
        raise ApiError("the answer is incomplete: the server ended it, as it does when the key is revoked; ask again")
    finally:
        if line_open:  # an error, or Ctrl-C, is reported on a line of its own
            write()


def _skip_to_text(events: Iterator[models.ChatEvent]) -> models.ChatEvent | None:
    """The first event that is printed, or that ends the answer."""
    from generated import models

    printed = models.ChatDelta | models.ChatFailed | models.ChatCompleted
    return next((event for event in events if isinstance(event, printed)), None)


def _write_sources(answer: models.ChatAnswer) -> None:
    write()
    for citation in answer.citations:
        write(paint(f"  {escape_line(citation.path)}:{citation.start_line}-{citation.end_line}", "faint"))
    usage = answer.usage
    model = escape_line(answer.model)
    write(paint(f"  {model}, {usage.prompt_tokens} tokens read, {usage.completion_tokens} written", "faint"))
