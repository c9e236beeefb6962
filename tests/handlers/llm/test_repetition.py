"""The repetition guard: planted loops are noticed in time, ordinary text that repeats itself is left alone."""

from __future__ import annotations

import asyncio
import json
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.llm import repetition, worker
from handlers.llm.engine import MLXEngine
from handlers.llm.model import Message
from handlers.llm.repetition import LONGEST_PERIOD, RepetitionGuard

ROOT = Path(__file__).resolve().parents[3]
LATEST = 4 * LONGEST_PERIOD  # tokens of a loop by which it has been noticed


def noticed(tokens: Sequence[int]) -> int | None:
    """After how many tokens."""
    guard = RepetitionGuard()
    return next((at for at, token in enumerate(tokens, 1) if guard.add(token)), None)


@given(
    before=st.lists(st.integers(0, 49_000), max_size=200, unique=True),
    loop=st.lists(st.integers(50_000, 99_000), min_size=1, max_size=LONGEST_PERIOD),
)
def test_a_planted_loop_is_noticed_and_not_before_it_begins(before: list[int], loop: list[int]) -> None:
    at = noticed(before + loop * (LATEST // len(loop) + 2))
    assert at is not None
    assert len(before) + 192 <= at <= len(before) + LATEST + 1


@given(st.lists(st.integers(0, 99_000), unique=True, max_size=600))
def test_tokens_that_differ_are_no_loop(tokens: list[int]) -> None:
    assert noticed(tokens) is None


@given(st.lists(st.integers(0, 99_000), min_size=30, max_size=60, unique=True), st.data())
def test_lines_that_differ_in_one_token_are_no_loop(line: list[int], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(line) - 1))
    lines = [[*line[:place], 100_000 + number, *line[place + 1 :]] for number in range(12)]
    assert noticed([token for each in lines for token in each]) is None


ORDINARY = {
    "a grid of zeros": "grid = [\n" + "    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],\n" * 10 + "]",
    "a table": "| a | b | c |\n" + "| --- | --- | --- |\n" + "| yes | no | - |\n" * 12,
    "cards": '<div class="card"><h2>Title</h2><p>Some text.</p></div>\n' * 6,
    "JSON": json.dumps([{"id": 0, "name": "", "tags": [], "active": False}] * 8, indent=2),
    "bytes": "data = bytes([" + ", ".join(["0x00"] * 64) + "])",
    "rules": "=" * 120 + "\nTitle\n" + "-" * 300,
    "numbers": "\n".join(f"{n}. step {n}" for n in range(100)),
    "brackets": "[" * 60 + "]" * 60,
}
LOOPS = {
    "a sentence": "The function returns the value. " * 80,
    "a line of code": "    result = result + value\n" * 80,
    "a paragraph": "It reads the file, splits it into lines and counts the words of each line. " * 40,
    "blank lines": "\n \n" * 400,
    "a word": "the the " * 300,
}


def _tokens(engine: MLXEngine, text: str) -> list[int]:
    return engine._encode(text)


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_text_is_left_alone(engine: MLXEngine, name: str) -> None:
    assert noticed(_tokens(engine, ORDINARY[name])) is None


@pytest.mark.parametrize("name", LOOPS)
def test_what_a_small_model_repeats_is_noticed(engine: MLXEngine, name: str) -> None:
    assert noticed(_tokens(engine, LOOPS[name])) is not None


def test_sources_and_documents_are_left_alone(engine: MLXEngine) -> None:
    library = Path(sysconfig.get_paths()["stdlib"])
    files = [library / name for name in ("ast.py", "difflib.py", "json/decoder.py", "opcode.py", "sre_constants.py")]
    files += [
        ROOT / "README.md",
        ROOT / "contracts/schemas/ai.yaml",
        ROOT / "docs/lint.md",
        ROOT / "docs/benchmarks.md",
    ]
    for file in files:
        tokens = _tokens(engine, file.read_text()[:40_000])
        for at in range(0, len(tokens), 2048):
            assert noticed(tokens[at : at + 2048]) is None, file


def _planting(loop: Sequence[int]) -> Callable[[Any, Any], Any]:
    """A logits processor after which the model writes `loop` without end."""
    written = 0

    def force(tokens: Any, logits: Any) -> Any:
        nonlocal written
        import mlx.core as mx

        forced = mx.arange(logits.shape[-1]) == loop[written % len(loop)]
        written += 1
        return mx.where(forced, mx.zeros_like(logits), -float("inf"))

    return force


async def test_the_engine_ends_an_answer_that_loops_and_no_other(
    engine: MLXEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, least in (("_LEAST_TOKENS", 12), ("_MANY_REPEATS", 2), ("_LEAST_TOKENS_OF_GRID", 18)):
        monkeypatch.setattr(repetition, name, least)
    loop = _tokens(engine, " one two three four five six.")
    plain = worker._less_repetition()
    processors = iter([_planting(loop), plain])
    monkeypatch.setattr(worker, "_less_repetition", lambda: next(processors))
    asked = [Message("user", "Tell me about lighthouses.")]
    looping = asyncio.create_task(engine.complete(asked, max_tokens=400))
    while not engine.stats.running:  # noqa: ASYNC110 - the worker is a thread without events
        await asyncio.sleep(0.001)
    other = asyncio.create_task(engine.complete(asked, max_tokens=40))
    answer = await looping
    assert answer.finish == "repetition"
    assert 12 <= answer.completion_tokens <= 4 * len(loop) + 1
    assert answer.text.startswith("one two three four five six. one two")  # what was repeated stays
    assert len(answer.logprobs) == answer.completion_tokens
    assert (await other).completion_tokens > 5
    assert engine.stats.running == 0


async def test_an_answer_with_a_schema_may_repeat(engine: MLXEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repetition.RepetitionGuard, "add", lambda guard, token: True)
    answer = await engine.complete([Message("user", "Yes?")], max_tokens=8, schema={"enum": ["yes"]})
    assert (answer.finish, answer.text) == ("stop", '"yes"')


@pytest.mark.nightly
async def test_a_loop_of_the_small_model_itself_is_ended(engine: MLXEngine) -> None:
    pattern = "ring ring ring. " * 60
    question = f"Continue without end: {pattern}"
    asked = [Message("user", question), Message("assistant", pattern * 2), Message("user", "On.")]
    answer = await engine.complete(asked, max_tokens=900)
    assert answer.finish == "repetition"
