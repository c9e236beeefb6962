"""The assistant: answers, judgements and words about facts, from the language model and what the index knows."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from handlers.llm.agent import AnalysisSummary, explain_confidence, summarise_analysis
from handlers.llm.confidence import token_confidence
from handlers.llm.model import Completion, Delta, Finish, JsonSchema, LanguageModel, Message
from handlers.llm.prompts import Passage, answer_prompt
from handlers.monitoring.performance import Performance

PASSAGES = 6  # that are looked up for a question; fewer fit into the context of a small model
INTERPRETATION = (
    "The score is not calibrated. It orders claims that this model has judged and is no probability of being right."
)
METHOD = "yesProbability x meanTokenProbability, halved without evidence"


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that fits a question; `score` lies in 0 to 1."""

    passage: Passage
    score: float


Retrieve = Callable[[str, str, int], Awaitable[list[Found]]]
"""Project id, question, how many; the best first. Raises what the index raises."""


@dataclass(frozen=True, slots=True)
class Usage:
    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True)
class Cited:
    """Before the first word: the passages that the model was shown."""

    passages: tuple[Found, ...]
    prompt_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Last of an answer. `passages` are those that its text cites, or all that were shown where it cites none."""

    text: str
    passages: tuple[Found, ...]
    usage: Usage
    finish: Finish


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` is METHOD; the probabilities are the model's own, not calibrated, so that no level follows from it."""

    score: float
    rationale: str
    yes_probability: float
    mean_token_probability: float
    mean_entropy: float
    evidence: tuple[Found, ...]
    usage: Usage


class Assistant:
    def __init__(self, model: LanguageModel, retrieve: Retrieve, performance: Performance, *, context_tokens: int):
        """`context_tokens`: how much of a project a question may take with it."""
        self._model, self._retrieve, self._performance = model, retrieve, performance
        self._context_tokens = context_tokens

    @property
    def model(self) -> str:
        return self._model.name

    async def ask(
        self,
        question: str,
        *,
        project_id: str | None = None,
        history: Sequence[Message] = (),
        max_tokens: int = 512,
        temperature: float = 0.0,
    ) -> AsyncGenerator[Cited | Piece | Answered]:
        """First `Cited`, then pieces, last `Answered`. Raises what the model raises, and what the index raises."""
        await self._model.loaded()
        found = await self._retrieve(project_id, question, PASSAGES) if project_id else []
        prompt = answer_prompt(
            self._model,
            question,
            [one.passage for one in found],
            history=history,
            answer_tokens=max_tokens,
            context_tokens=self._context_tokens,
        )
        shown = tuple(Found(passage, one.score) for passage, one in zip(prompt.passages, found, strict=False))
        started, first, tokens = time.perf_counter(), 0.0, 0
        texts: list[str] = []
        finish: Finish = "stop"
        answer = self._model.stream(prompt.messages, max_tokens=max_tokens, temperature=temperature)
        async with aclosing(answer) as deltas:
            async for delta in deltas:
                if not tokens:  # only now is it sure that the model takes the question
                    first = time.perf_counter() - started
                    yield Cited(shown, self._model.count_prompt(prompt.messages))
                tokens += 1
                finish = delta.finish or finish
                if delta.text:
                    texts.append(delta.text)
                    yield Piece(delta.text)
        seconds = time.perf_counter() - started
        self._performance.answer(self.model, first_token_s=first, tokens=tokens, seconds=seconds)
        text = "".join(texts)
        cited = tuple(shown[citation.number - 1] for citation in prompt.citations(text) if citation.cited)
        usage = Usage(self._model.count_prompt(prompt.messages), tokens)
        yield Answered(text, cited or shown, usage, finish)

    async def judge(self, claim: str, *, context: str = "", project_id: str | None = None) -> Judgement:
        """How much the model believes a claim. Raises what the model raises, and what the index raises."""
        await self._model.loaded()
        found = tuple(await self._retrieve(project_id, claim, 3) if project_id else ())
        evidence = [*([context] if context else ()), *(_quoted(one.passage) for one in found)]
        model = _Recording(self._model)
        yes = await _yes_probability(model, claim, evidence)
        written = await explain_confidence(model, claim, evidence)
        rationale = model.completions[-1]
        sure = token_confidence(rationale.logprobs, rationale.entropies)
        mean = sure.geometric_mean_probability if sure else 0.0
        score = yes * mean * (1.0 if evidence else 0.5)
        text = " ".join([written.rationale, *(f"Risk: {risk}" for risk in written.risks)])
        return Judgement(score, text, yes, mean, sure.mean_entropy if sure else 0.0, found, model.usage)

    async def summarise(self, subject: str, facts: Sequence[str]) -> tuple[AnalysisSummary, Usage]:
        """The model's words about measured facts."""
        await self._model.loaded()
        model = _Recording(self._model)
        return await summarise_analysis(model, subject, facts), model.usage


def _quoted(passage: Passage, lines: int = 20) -> str:
    head = "\n".join(passage.text.splitlines()[:lines])
    return f"{passage.path}:{passage.start_line}\n{head}"


async def _yes_probability(model: LanguageModel, claim: str, evidence: Sequence[str]) -> float:
    """Of "yes" where only "yes" and "no" may be said: what it said has the product of its tokens' probabilities."""
    listed = "\n".join(f"- {item}" for item in evidence) or "- none"
    asked = Message("user", f"Evidence:\n{listed}\n\nClaim: {claim}\nIs the claim true? Answer yes or no.")
    answer = await model.complete([asked], max_tokens=8, schema={"enum": ["yes", "no"]})
    sure = token_confidence(answer.logprobs, answer.entropies)
    said = sure.geometric_mean_probability**sure.tokens if sure else 0.5
    return said if "yes" in answer.text else 1.0 - said


@dataclass(slots=True)
class _Recording:
    """A `LanguageModel` that keeps what was completed, because an agent hands on the decoded answer alone."""

    of: LanguageModel
    completions: list[Completion] = field(default_factory=list)

    @property
    def usage(self) -> Usage:
        return Usage(sum(c.prompt_tokens for c in self.completions), sum(c.completion_tokens for c in self.completions))

    @property
    def name(self) -> str:
        return self.of.name

    @property
    def context_window(self) -> int:
        return self.of.context_window

    @property
    def ready(self) -> bool:
        return self.of.ready

    async def loaded(self) -> None:
        await self.of.loaded()

    def count_tokens(self, text: str) -> int:
        return self.of.count_tokens(text)

    def count_prompt(self, messages: Sequence[Message]) -> int:
        return self.of.count_prompt(messages)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: JsonSchema | None = None,
    ) -> AsyncGenerator[Delta]:
        return self.of.stream(messages, max_tokens=max_tokens, temperature=temperature, schema=schema)

    async def complete(self, messages: Sequence[Message], **options: Any) -> Completion:
        answer = await self.of.complete(messages, **options)
        self.completions.append(answer)
        return answer
