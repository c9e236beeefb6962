"""Tag `ai`: chat, code analysis, confidence."""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from pydantic import TypeAdapter

from codegen.runtime.call import Call, Event
from codegen.runtime.model import MISSING, decode
from generated import models
from handlers.api.absent import given
from handlers.api.refusals import problem_of
from handlers.index.analysis import Analysis
from handlers.index.service import CodeIndex
from handlers.llm.assistant import METHOD, Answered, Assistant, Cited, Found, Piece, Usage
from handlers.llm.model import Message, ModelError
from handlers.projects.service import Projects

_PROBLEM = TypeAdapter(models.Problem)
Told = Cited | Piece | Answered


class AiHandlers:
    """`answer_tokens`: what an answer may have unless the request says."""

    def __init__(self, assistant: Assistant, projects: Projects, index: CodeIndex, *, answer_tokens: int) -> None:
        self._assistant, self._projects, self._index = assistant, projects, index
        self._answer_tokens = answer_tokens

    async def chat(self, call: Call, *, body: models.ChatRequest) -> models.ChatAnswer:
        answer_id = str(uuid.uuid4())
        async with aclosing(self._ask(body)) as told:
            async for one in told:
                if isinstance(one, Answered):
                    return self._answer(answer_id, one)
        raise AssertionError("an answer ends with Answered")

    async def chat_events(self, call: Call, *, body: models.ChatRequest) -> AsyncIterator[Event[models.ChatEvent]]:
        answer_id, offset = str(uuid.uuid4()), 0
        async with aclosing(self._ask(body)) as told:
            try:
                async for one in told:
                    match one:
                        case Cited(passages):
                            yield models.ChatStarted(id=answer_id, model=self._assistant.model)
                            if passages:
                                yield models.ChatCitations(citations=citations(passages))
                        case Piece(text):
                            yield models.ChatDelta(offset=offset, text=text)
                            offset += len(text)
                        case Answered():
                            yield models.ChatCompleted(answer=self._answer(answer_id, one))
            except ModelError as error:
                if not offset:  # nothing was said yet: an ordinary error answer
                    raise
                yield models.ChatFailed(problem=decode(_PROBLEM, problem_of(error, call.request_id)))

    async def analyze_code(self, call: Call, *, body: models.CodeAnalysisRequest) -> models.CodeAnalysis:
        project = await self._projects.get(body.project_id)
        path, limit = given(body.path), 10 if body.limit is MISSING else body.limit
        found = await self._index.analysis(project.id, path, limit=limit)
        wanted = given(body.focus) or ("complexity", "unused", "cycles", "dependencies")
        facts = _facts(found, wanted)
        answer = models.CodeAnalysis(project_id=project.id, path=body.path, facts=facts)
        lines = _sentences(facts)
        if body.summarize is not False and lines:
            words, usage = await self._assistant.summarise(path or project.name, lines)
            answer.summary = " ".join([words.summary, *words.suggestions])
            answer.model, answer.usage = self._assistant.model, token_usage(usage)
        return answer

    async def assess_confidence(self, call: Call, *, body: models.ConfidenceRequest) -> models.ConfidenceAssessment:
        project_id = given(body.project_id)
        if project_id:
            await self._projects.get(project_id)
        found = await self._assistant.judge(body.claim, context=given(body.context) or "", project_id=project_id)
        return models.ConfidenceAssessment(
            score=found.score,
            level=found.level,
            rationale=found.rationale,
            method=METHOD,
            signals=models.ConfidenceSignals(
                yes_probability=found.yes_probability,
                mean_token_probability=found.mean_token_probability,
                mean_entropy=found.mean_entropy,
                evidence=found.evidence[0].score if found.evidence else MISSING,
            ),
            citations=citations(found.evidence),
            model=self._assistant.model,
            usage=token_usage(found.usage),
        )

    async def _ask(self, body: models.ChatRequest) -> AsyncGenerator[Told]:
        project_id = given(body.project_id)
        if project_id:
            await self._projects.get(project_id)
        history = [Message(turn.role, turn.content) for turn in given(body.history) or ()]
        answer = self._assistant.ask(
            body.question,
            project_id=project_id,
            history=history,
            max_tokens=self._answer_tokens if body.max_tokens is MISSING else body.max_tokens,
            temperature=0.0 if body.temperature is MISSING else body.temperature,
        )
        async with aclosing(answer) as told:
            async for one in told:
                yield one

    def _answer(self, answer_id: str, found: Answered) -> models.ChatAnswer:
        return models.ChatAnswer(
            id=answer_id,
            text=found.text,
            citations=citations(found.passages),
            model=self._assistant.model,
            usage=token_usage(found.usage),
            finish_reason=found.finish,
        )


def citations(found: Sequence[Found]) -> list[models.Citation]:
    return [
        models.Citation(
            path=one.passage.path, start_line=one.passage.start_line, end_line=one.passage.end_line, score=one.score
        )
        for one in found
    ]


def token_usage(usage: Usage) -> models.TokenUsage:
    total = usage.prompt_tokens + usage.completion_tokens
    return models.TokenUsage(
        prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens, total_tokens=total
    )


def _facts(found: Analysis, wanted: Sequence[str]) -> models.AnalysisFacts:
    facts = models.AnalysisFacts()
    if "complexity" in wanted:
        facts.complexity = [
            models.ComplexFunction(
                symbol=one.node.qname,
                path=one.node.path,
                start_line=one.node.start_line,
                end_line=one.node.end_line,
                complexity=one.value,
            )
            for one in found.complex
        ]
    if "unused" in wanted:
        facts.unused = [
            models.UnusedFunction(
                symbol=one.node.qname,
                path=one.node.path,
                start_line=one.node.start_line,
                end_line=one.node.end_line,
                certain=one.certain,
            )
            for one in found.unused
        ]
    if "cycles" in wanted:
        facts.cycles = [models.ImportCycle(modules=list(one.modules)) for one in found.cycles]
    if "dependencies" in wanted:
        facts.dependencies = [models.DependedOnFile(path=one.node.path, dependents=one.value) for one in found.depended_on]
    return facts


def _sentences(facts: models.AnalysisFacts, most: int = 3) -> list[str]:
    """The facts for the model: few, because a small one loses itself in long lists."""
    return [
        *(f"{f.symbol} has cyclomatic complexity {f.complexity}" for f in (given(facts.complexity) or ())[:most]),
        *(f"{f.symbol} is used by nothing" for f in (given(facts.unused) or ())[:most] if f.certain),
        *(f"these modules import each other: {', '.join(c.modules)}" for c in (given(facts.cycles) or ())[:most]),
        *(f"{f.path} is imported by {f.dependents} modules" for f in (given(facts.dependencies) or ())[:most]),
    ]
