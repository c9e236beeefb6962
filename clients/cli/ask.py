"""`leanvibe ask`."""

from __future__ import annotations

import json

from rich.console import Console
from rich.markup import escape

from clients.cli.api import Api, ApiFailure, told
from codegen.runtime.model import MISSING
from generated import models


def run(question: str, *, project: str | None, tokens: int | None, as_json: bool) -> int:
    return told(lambda api: _ask(api, question, project, tokens, as_json))


def _ask(api: Api, question: str, project: str | None, tokens: int | None, as_json: bool) -> int:
    found = api.project(project)
    request = models.ChatRequest(question=question, project_id=found.id, max_tokens=tokens or MISSING)
    console = Console(highlight=False)
    waiting = Console(stderr=True).status("reading the code") if not as_json else None
    if waiting:
        waiting.start()
    try:
        for event in api.chat(request):
            if waiting and isinstance(event, models.ChatDelta | models.ChatFailed | models.ChatCompleted):
                waiting.stop()
            match event:
                case models.ChatDelta() if not as_json:
                    console.print(event.text, end="", markup=False, soft_wrap=True)
                case models.ChatFailed():
                    raise ApiFailure(f"the answer broke off: {event.problem.detail} ({event.problem.code})")
                case models.ChatCompleted() if as_json:
                    print(json.dumps(event.answer.model_dump(mode="json", by_alias=True), ensure_ascii=False))
                case models.ChatCompleted():
                    _sources(console, event.answer)
    finally:
        if waiting:
            waiting.stop()
    return 0


def _sources(console: Console, answer: models.ChatAnswer) -> None:
    console.print()
    for one in answer.citations:
        console.print(f"[dim]  {escape(one.path)}:{one.start_line}-{one.end_line}[/]", soft_wrap=True)
    usage = answer.usage
    console.print(f"[dim]  {answer.model}, {usage.prompt_tokens} tokens read, {usage.completion_tokens} written[/]")
