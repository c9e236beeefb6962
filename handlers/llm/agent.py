"""Typed answers through Pydantic AI: the model of this machine as its `Model`, and the two agents that we run on it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field
from pydantic_ai import Agent, RunContext
from pydantic_ai import messages as pai
from pydantic_ai.exceptions import AgentRunError, OutputTokenLimitExceeded, UserError
from pydantic_ai.models import Model, ModelRequestParameters, StreamedResponse
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RequestUsage

from handlers.llm.model import Delta, Finish, GenerationError, JsonSchema, LanguageModel, Message
from handlers.llm.prompts import analysis_prompt, confidence_prompt

_MAX_TOKENS = 256
_PROFILE = ModelProfile(supports_tools=False, supports_json_schema_output=True, default_structured_output_mode="native")
# Plain prose of bounded length: a small model that starts on quotes and brackets never finds back to words. All
# answers below fit into twice `_MAX_TOKENS` even at a character a token, so the second attempt always ends.
Paragraph = Annotated[str, Field(pattern=r'^[A-Z][^"\\{}\x00-\x1f]{9,218}[.]$')]
Sentence = Annotated[str, Field(pattern=r'^[A-Z][^"\\{}\x00-\x1f]{9,98}[.]$')]
Answer = TypeVar("Answer", bound=BaseModel)


class AnalysisSummary(BaseModel):
    """What measured facts about code mean."""

    summary: Paragraph
    suggestions: Annotated[list[Sentence], Field(min_length=1, max_length=2)]


class ConfidenceRationale(BaseModel):
    """What speaks for and against a decision."""

    rationale: Paragraph
    risks: Annotated[list[Sentence], Field(max_length=2)]


async def summarise_analysis(model: LanguageModel, subject: str, facts: Sequence[str]) -> AnalysisSummary:
    """The model's words about facts. Raises what `LanguageModel.complete` raises."""
    return await _ask(model, analysis_prompt(subject, facts), AnalysisSummary)


async def explain_confidence(model: LanguageModel, decision: str, evidence: Sequence[str]) -> ConfidenceRationale:
    """The model's words about a decision. Raises what `LanguageModel.complete` raises."""
    return await _ask(model, confidence_prompt(decision, evidence), ConfidenceRationale)


async def _ask(model: LanguageModel, prompt: tuple[Message, ...], answer: type[Answer]) -> Answer:
    system, user = prompt
    agent = Agent(EngineModel(model), output_type=answer, instructions=system.content)
    try:
        try:
            run = await agent.run(user.content, model_settings=ModelSettings(max_tokens=_MAX_TOKENS))
        except OutputTokenLimitExceeded:
            run = await agent.run(user.content, model_settings=ModelSettings(max_tokens=2 * _MAX_TOKENS))
        return run.output
    except AgentRunError as error:
        raise GenerationError(f"the model gave no usable answer: {error}") from error


class EngineModel(Model):
    """A `LanguageModel` as a Pydantic AI model: text, and output types enforced by their schema. It calls no tools."""

    def __init__(self, engine: LanguageModel, *, settings: ModelSettings | None = None) -> None:
        super().__init__(settings=settings, profile=_PROFILE)
        self._engine = engine

    @property
    def model_name(self) -> str:
        return self._engine.name

    @property
    def system(self) -> str:
        return "mlx"

    async def request(
        self,
        messages: list[pai.ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> pai.ModelResponse:
        settings, parameters = self.prepare_request(model_settings, model_request_parameters)
        conversation = self._conversation(messages, parameters)
        answer = await self._engine.complete(conversation, schema=_schema(parameters), **_sampling(settings))
        return pai.ModelResponse(
            parts=[pai.TextPart(answer.text)],
            usage=RequestUsage(input_tokens=answer.prompt_tokens, output_tokens=answer.completion_tokens),
            model_name=self.model_name,
            provider_name=self.system,
            finish_reason=_finish(answer.finish),
        )

    @asynccontextmanager
    async def request_stream(
        self,
        messages: list[pai.ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
        run_context: RunContext[Any] | None = None,
    ) -> AsyncGenerator[StreamedResponse]:
        settings, parameters = self.prepare_request(model_settings, model_request_parameters)
        conversation = self._conversation(messages, parameters)
        answer = self._engine.stream(conversation, schema=_schema(parameters), **_sampling(settings))
        async with aclosing(answer) as deltas:
            yield _Streamed(parameters, self.model_name, deltas, prompt_tokens=self._engine.count_prompt(conversation))

    def _conversation(self, messages: list[pai.ModelMessage], parameters: ModelRequestParameters) -> list[Message]:
        instructions = [part.content for part in self._get_instruction_parts(messages, parameters) or ()]
        turns: list[Message] = []
        for message in messages:
            for part in message.parts:
                match part:
                    case pai.SystemPromptPart(content=content):
                        instructions.append(content)
                    case pai.UserPromptPart(content=str(content)):
                        turns.append(Message("user", content))
                    case pai.TextPart(content=content):
                        turns.append(Message("assistant", content))
                    case _:
                        raise NotImplementedError(f"this model reads text only, not a {type(part).__name__}")
        return [Message("system", "\n\n".join(instructions)), *turns] if instructions else turns


@dataclass
class _Streamed(StreamedResponse):
    _name: str
    _deltas: AsyncIterator[Delta]
    prompt_tokens: int
    _started: datetime = field(default_factory=lambda: datetime.now(UTC))

    async def _get_event_iterator(self) -> AsyncIterator[pai.ModelResponseStreamEvent]:
        self._usage += RequestUsage(input_tokens=self.prompt_tokens)
        async for delta in self._deltas:
            self._usage += RequestUsage(output_tokens=int(delta.finish != "stop"))
            self.finish_reason = _finish(delta.finish)
            if delta.text:
                for event in self._parts_manager.handle_text_delta(vendor_part_id="answer", content=delta.text):
                    yield event

    @property
    def model_name(self) -> str:
        return self._name

    @property
    def provider_name(self) -> str:
        return "mlx"

    @property
    def provider_url(self) -> None:
        return None

    @property
    def timestamp(self) -> datetime:
        return self._started


def _finish(finish: Finish | None) -> Literal["stop", "length"] | None:
    """Pydantic AI has no reason for a loop: the answer was cut, as at a limit."""
    return "length" if finish == "repetition" else finish


def _sampling(settings: ModelSettings | None) -> dict[str, Any]:
    given = settings or {}
    return {"max_tokens": given.get("max_tokens", _MAX_TOKENS), "temperature": given.get("temperature", 0.0)}


def _schema(parameters: ModelRequestParameters) -> JsonSchema | None:
    if parameters.declared_tool_defs:
        raise UserError("this model calls no tools: use NativeOutput or a plain output type, and no function tools")
    return parameters.output_object.json_schema if parameters.output_object else None
