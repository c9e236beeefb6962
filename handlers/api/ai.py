"""Tag `ai`: chat, code analysis, confidence."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing

from pydantic import TypeAdapter

from codegen.runtime.call import Call, Event
from codegen.runtime.disconnect import cancel_on_disconnect
from codegen.runtime.model import MISSING, decode
from generated import models
from handlers.api.absent import given
from handlers.api.caller import owner_of
from handlers.api.refusals import problem_of
from handlers.errors import ServiceError, Unavailable
from handlers.index.analysis import Analysis
from handlers.index.service import CodeIndex
from handlers.llm.assistant import INTERPRETATION, METHOD, Answered, Assistant, Cited, Found, Piece, Usage
from handlers.llm.model import Message, ModelError
from handlers.projects.service import Projects
from handlers.sessions.chat import Question, SessionChat
from handlers.sessions.open import SessionRoom

_PROBLEM = TypeAdapter(models.Problem)
Told = Cited | Piece | Answered


class AiHandlers:
    """`answer_tokens`: what an answer may have unless the request says."""

    def __init__(
        self,
        assistant: Assistant,
        projects: Projects,
        index: CodeIndex,
        chat: SessionChat,
        room: SessionRoom,
        *,
        answer_tokens: int,
    ) -> None:
        self._assistant, self._projects, self._index = assistant, projects, index
        self._chat, self._room, self._answer_tokens = chat, room, answer_tokens

    @cancel_on_disconnect
    async def chat(self, call: Call, *, body: models.ChatRequest) -> models.ChatAnswer:
        async with aclosing(self._told(call, body)) as told:
            async for answer_id, one in told:
                if isinstance(one, Answered):
                    return self._answer(answer_id, one, body)
        raise AssertionError("an answer ends with Answered")

    async def chat_events(self, call: Call, *, body: models.ChatRequest) -> AsyncIterator[Event[models.ChatEvent]]:
        offset, begun = 0, False
        async with aclosing(self._told(call, body)) as told:
            try:
                async for answer_id, one in told:
                    match one:
                        case Cited(passages):
                            begun = True
                            yield models.ChatStarted(id=answer_id, model=self._assistant.model)
                            if passages:
                                yield models.ChatCitations(citations=citations(passages))
                        case Piece(text):
                            yield models.ChatDelta(offset=offset, text=text)
                            offset += len(text)
                        case Answered():
                            yield models.ChatCompleted(answer=self._answer(answer_id, one, body))
            except (ModelError, ServiceError) as error:
                if not begun:  # nothing was said yet: an ordinary error answer
                    raise
                yield models.ChatFailed(problem=decode(_PROBLEM, problem_of(error, call.request_id)))

    @cancel_on_disconnect
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

    @cancel_on_disconnect
    async def assess_confidence(self, call: Call, *, body: models.ConfidenceRequest) -> models.ConfidenceAssessment:
        project_id = given(body.project_id)
        if project_id:
            await self._projects.get(project_id)
        found = await self._assistant.judge(body.claim, context=given(body.context) or "", project_id=project_id)
        return models.ConfidenceAssessment(
            score=found.score,
            calibrated=False,
            interpretation=INTERPRETATION,
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

    async def _told(self, call: Call, body: models.ChatRequest) -> AsyncGenerator[tuple[str, Told]]:
        """The answer's id with each thing that is told of it."""
        project_id, session_id = given(body.project_id), given(body.session_id)
        if project_id:
            await self._projects.get(project_id)
        max_tokens = self._answer_tokens if body.max_tokens is MISSING else body.max_tokens
        temperature = 0.0 if body.temperature is MISSING else body.temperature
        if session_id is not None:
            question = Question(body.question, project_id, max_tokens, temperature)
            async with aclosing(self._in_session(owner_of(call), session_id, question)) as answer:
                async for pair in answer:
                    yield pair
            return
        answer_id = str(uuid.uuid4())
        told = self._assistant.ask(
            body.question,
            project_id=project_id,
            history=[Message(turn.role, turn.content) for turn in given(body.history) or ()],
            max_tokens=max_tokens,
            temperature=temperature,
        )
        async with aclosing(told):
            async for one in told:
                yield answer_id, one

    async def _in_session(self, owner: str, session_id: str, question: Question) -> AsyncGenerator[tuple[str, Told]]:
        """The same of an answer that the session keeps, and that all who follow the session see being written."""
        asking = self._chat.ask(owner, session_id, question)
        try:
            made = await asking.begun
            answer_id, offset = made.message.id, 0
            if asking.cited is not None:
                yield answer_id, asking.cited
            with self._room.log.watch(session_id) as woken:
                while asking.task is not None and not asking.task.done():
                    woken.clear()
                    delta = self._room.live.since(answer_id, offset)
                    if delta is not None:
                        offset += len(delta.text)
                        yield answer_id, Piece(delta.text)
                    elif answer_id in self._room.live.of(session_id):
                        await woken.wait()
                    else:
                        await asyncio.wait({asking.task})
            if asking.answered is None:
                raise asking.failure or Unavailable("the answer was stopped", code="draining")
            if rest := asking.answered.text[offset:]:
                yield answer_id, Piece(rest)
            yield answer_id, asking.answered
        finally:  # closing the connection stops it
            asking.cancel()

    def _answer(self, answer_id: str, found: Answered, body: models.ChatRequest) -> models.ChatAnswer:
        return models.ChatAnswer(
            id=answer_id,
            text=found.text,
            citations=citations(found.passages),
            model=self._assistant.model,
            usage=token_usage(found.usage),
            finish_reason=found.finish,
            session_id=body.session_id,
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
        facts.dependencies = [
            models.DependedOnFile(path=one.node.path, dependents=one.value) for one in found.depended_on
        ]
    return facts


def _sentences(facts: models.AnalysisFacts, most: int = 3) -> list[str]:
    """The facts for the model: few, because a small one loses itself in long lists."""
    return [
        *(f"{f.symbol} has cyclomatic complexity {f.complexity}" for f in (given(facts.complexity) or ())[:most]),
        *(f"{f.symbol} is used by nothing" for f in (given(facts.unused) or ())[:most] if f.certain),
        *(f"these modules import each other: {', '.join(c.modules)}" for c in (given(facts.cycles) or ())[:most]),
        *(f"{f.path} is imported by {f.dependents} modules" for f in (given(facts.dependencies) or ())[:most]),
    ]
