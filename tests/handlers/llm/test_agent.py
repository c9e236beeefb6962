"""Pydantic AI on the real small model: typed outputs are valid, text streams, what it cannot do is said."""

from __future__ import annotations

import asyncio
from typing import Literal

import pytest
from pydantic import BaseModel
from pydantic_ai import Agent
from pydantic_ai.exceptions import UserError
from pydantic_ai.settings import ModelSettings

from handlers.llm.agent import AnalysisSummary, ConfidenceRationale, EngineModel, explain_confidence, summarise_analysis
from handlers.llm.engine import MLXEngine

FACTS = ["complexity of load_tree is 23", "unused function: _old_load", "import cycle: a -> b -> a"]


async def test_typed_words_about_an_analysis_and_a_decision(engine: MLXEngine) -> None:
    summary, rationale = await asyncio.gather(
        summarise_analysis(engine, "codegen/load.py", FACTS),
        explain_confidence(engine, "Use SQLite for sessions", ["one process writes", "under 1 GB"]),
    )
    assert isinstance(summary, AnalysisSummary)
    assert isinstance(rationale, ConfidenceRationale)
    assert summary.summary.endswith(".")
    assert 1 <= len(summary.suggestions) <= 2


class Verdict(BaseModel):
    kind: Literal["bug", "style"]
    line: int


async def test_an_output_type_is_enforced(engine: MLXEngine) -> None:
    run = await Agent(EngineModel(engine), output_type=Verdict, instructions="You review code.").run("x=1")
    assert isinstance(run.output, Verdict)
    assert run.usage.input_tokens > 0
    assert run.usage.output_tokens > 0


async def test_text_streams_and_a_conversation_goes_on(engine: MLXEngine) -> None:
    agent = Agent(EngineModel(engine), model_settings=ModelSettings(max_tokens=12))
    async with agent.run_stream("Say hello") as stream:
        pieces = [piece async for piece in stream.stream_text(delta=True, debounce_by=None)]
    assert len(pieces) > 1
    follow = await agent.run("Again", message_history=stream.all_messages())
    assert follow.output
    assert follow.usage.input_tokens > stream.usage.input_tokens


async def test_function_tools_are_refused(engine: MLXEngine) -> None:
    def clock() -> str:
        """The time."""
        return "now"

    with pytest.raises(UserError):
        await Agent(EngineModel(engine), tools=[clock]).run("What time is it?")
